package ordermessage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import ordermessage.local.sample.SampleMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenMainTest {
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    /** One folder for all tests: a new folder means a new key, which takes time to make. */
    @TempDir
    private static Path project;

    private final Path sample = project.resolve(SampleMessage.FILE);

    @BeforeEach
    void createProject() throws IOException {
        Files.writeString(project.resolve("template.yaml"), "Resources: {Pool: {Type: AWS::Cognito::UserPool}}");
        Files.createDirectories(sample.getParent());
        Files.deleteIfExists(sample);
    }

    @Test
    void theTokenIsForTheCompanyAndTheAccessOfTheSettings() throws Exception {
        assertThat(scope(Map.of("COMPANY_ID", " " + COMPANY, "ACCESS", "read ")))
                .isEqualTo("messages/read company/" + COMPANY);
    }

    @Test
    void withoutSettingsTheTokenIsForTheCompanyOfTheSampleMessage() throws Exception {
        Files.writeString(sample, "{\"metadata\": {\"company_id\": \"%s\"}}".formatted(COMPANY));

        assertThat(scope(Map.of("COMPANY_ID", "", "ACCESS", " ")))
                .isEqualTo("messages/write messages/read company/" + COMPANY);
    }

    /** So the running stack accepts it, which reads the same file. */
    @Test
    void theTokenIsSignedWithTheKeyInTheDataFolder() throws Exception {
        var token = SignedJWT.parse(TokenMain.token(new Settings(Map.of("COMPANY_ID", COMPANY), false), project));

        var key = RSAKey.parse(Files.readString(project.resolve(".local/cognito/local_Pool.json")));
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    }

    @Test
    void onlyItsOwnerCanReadANewKey() throws Exception {
        TokenMain.token(new Settings(Map.of("COMPANY_ID", COMPANY), false), project);

        var key = project.resolve(".local/cognito/local_Pool.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"metadata\": 1}", "{\"metadata\": {}}"})
    void withoutACompanyThereIsOneLine(String content) throws IOException {
        Files.writeString(sample, content);

        assertThatThrownBy(() -> TokenMain.token(new Settings(Map.of(), false), project))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("COMPANY_ID is not set, and there is none in events/sample-message.json");
    }

    @Test
    void aCompanyThatIsNotAUuidIsReportedInOneLine() {
        assertThatThrownBy(() -> TokenMain.token(new Settings(Map.of("COMPANY_ID", "acme"), false), project))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("COMPANY_ID=acme is not a UUID");
    }

    private static String scope(Map<String, String> environment) throws Exception {
        var token = TokenMain.token(new Settings(environment, false), project);
        return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("scope");
    }
}
