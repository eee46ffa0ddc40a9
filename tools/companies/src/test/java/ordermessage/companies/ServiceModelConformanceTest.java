package ordermessage.companies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ordermessage.message.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/**
 * Tests that the tool's requests and the local stack's answers have the shapes of AWS's own model of Cognito's API. The model
 * does not say how Cognito behaves, and nobody has run the tool on AWS.
 */
class ServiceModelConformanceTest {
    private static final Uuid COMPANY = new Uuid("e0721e56-fb09-4273-ae74-7bcbc92d43eb");

    private final ServiceModel model = new ServiceModel();
    private final CallRecorder recorder = new CallRecorder();
    private LocalCognito local;
    private CognitoIdentityProviderClient cognito;

    @BeforeEach
    void start(@TempDir Path folder) {
        local = new LocalCognito(folder);
        cognito = local.client(recorder);
    }

    @AfterEach
    void stop() {
        cognito.close();
        local.close();
    }

    @Test
    void everyCallOfTheToolAndEveryAnswerFitTheModel() {
        useEveryOperation();

        assertThat(recorder.calls().stream()
                        .map(call -> operation(call).orElseThrow())
                        .collect(Collectors.toSet()))
                .isEqualTo(model.operations());
        assertThat(recorder.calls())
                .allSatisfy(call -> assertThat(problems(call)).isEmpty());
    }

    @Test
    void anAnswerOfSeveralPagesIsReadToItsEnd() {
        var clients = new AppClients(cognito, local.pool());
        IntStream.range(0, 61)
                .forEach(i -> clients.create(new ClientName("client-" + i, COMPANY), List.of("messages/read")));

        assertThat(clients.list()).hasSize(61);
        assertThat(recorder.calls()).anyMatch(call -> call.answer().contains("NextToken"));
    }

    @Test
    void everyErrorThatTheToolExpectsIsInTheModelOfItsOperation() {
        useEveryOperation();
        makeErrors();

        assertThat(recorder.calls())
                .filteredOn(call -> call.status() != 200)
                .hasSizeGreaterThan(7)
                .allSatisfy(call -> {
                    assertThat(call.status()).isEqualTo(400);
                    var error = JsonParser.parseString(call.answer()).getAsJsonObject();
                    assertThat(error.keySet()).containsExactlyInAnyOrder("__type", "message");
                    assertThat(model.hasError(
                                    operation(call).orElseThrow(),
                                    error.get("__type").getAsString()))
                            .as(call.toString())
                            .isTrue();
                });
    }

    /** A check that finds nothing would prove nothing. */
    private void useEveryOperation() {
        var companies = new Companies(cognito, local.pool());
        var id = companies.add(COMPANY, "acme", Access.READ_WRITE).clientId();
        companies.add(COMPANY, "acme", Access.READ_WRITE);
        companies.add(new Uuid("bbbbbbbb-0000-4000-8000-000000000002"), "other", Access.READ);
        companies.rotate(id);
        companies.retire(id);
        companies.list();
        companies.lock(id);
        companies.unlock(id, Access.READ);
        companies.remove(id);
        companies.remove(id);
    }

    private void makeErrors() {
        var pool = local.pool().id();
        var clients = new AppClients(cognito, local.pool());
        var name = new ClientName("errors", COMPANY);
        expectError(() -> clients.create(name, List.of("company/none")));
        var id = clients.create(name, List.of("messages/read")).clientId();
        var secret = clients.secrets(id).getFirst();
        expectError(() -> cognito.deleteUserPoolClientSecret(
                request -> request.userPoolId(pool).clientId(id).clientSecretId(secret)));
        expectError(() -> cognito.deleteUserPoolClientSecret(
                request -> request.userPoolId(pool).clientId(id).clientSecretId("none")));
        clients.addSecret(id);
        expectError(() -> clients.addSecret(id));
        expectError(() -> clients.secrets("none"));
        expectError(() -> cognito.createResourceServer(
                request -> request.userPoolId(pool).identifier("messages").name("messages")));
        expectError(() -> cognito.describeResourceServer(
                request -> request.userPoolId(pool).identifier("none")));
        expectError(() -> cognito.createUserPoolClient(request -> request.userPoolId(pool)
                .clientName("short")
                .accessTokenValidity(1)
                .tokenValidityUnits(units -> units.accessToken("minutes"))
                .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH)));
        expectError(() -> cognito.listResourceServers(request -> request.userPoolId("local_None")));
    }

    private static void expectError(Runnable call) {
        assertThat(catchThrowable(call::run)).isInstanceOf(CognitoIdentityProviderException.class);
    }

    private List<String> problems(RecordedCall call) {
        var operation = operation(call).orElseThrow();
        var problems = new ArrayList<>(model.problemsOfRequest(operation, JsonParser.parseString(call.request())));
        if (call.status() == 200) {
            problems.addAll(model.problemsOfAnswer(operation, call.answer()));
        }
        return problems;
    }

    private Optional<String> operation(RecordedCall call) {
        return Optional.of(call.target())
                .filter(target -> target.startsWith(model.targetPrefix() + "."))
                .map(target -> target.substring(model.targetPrefix().length() + 1));
    }
}
