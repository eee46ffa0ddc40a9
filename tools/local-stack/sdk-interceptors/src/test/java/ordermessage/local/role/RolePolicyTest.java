package ordermessage.local.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import ordermessage.local.role.RolePolicy.Effect;
import ordermessage.local.role.RolePolicy.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolePolicyTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/stack-Role";
    private static final Permission READ = new Permission("s3:GetObject", "arn:aws:s3:::bucket/a/b.json");

    /** Each row: a pattern, a text, and whether the pattern covers the text. */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::bucket/*, arn:aws:s3:::bucket/a/b.json, true",
        "arn:aws:s3:::bucket/*, arn:aws:s3:::bucket/, true",
        "arn:aws:s3:::bucket/*, arn:aws:s3:::bucket, false",
        "arn:aws:s3:::bucket/*, arn:aws:s3:::bucket-2/a, false",
        "arn:aws:s3:::bucket, arn:aws:s3:::bucket/a, false",
        "*, arn:aws:s3:::bucket, true",
        "*.json, a.json.json, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-b-b, false",
        "b?cket, bucket, true",
        "b?cket, bcket, false",
        "BUCKET, bucket, false"
    })
    void aResourceMayHaveWildcards(String pattern, String resource, boolean covered) {
        assertThat(policy(allow("s3:GetObject", pattern)).allows(new Permission("s3:GetObject", resource)))
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:getobject, true",
        "s3:Get*, true",
        "s3:*, true",
        "*, true",
        "s3:GetObjectVersion, false",
        "sqs:*, false"
    })
    void anActionMayHaveWildcardsAndTheCaseOfItsLettersDoesNotMatter(String action, boolean covered) {
        assertThat(policy(allow(action, "*")).allows(READ)).isEqualTo(covered);
    }

    @Test
    void aRoleWithoutStatementsAllowsNothing() {
        assertThat(policy().allows(READ)).isFalse();
    }

    @Test
    void actionAndResourceMustBeInOneStatement() {
        assertThat(policy(allow("s3:GetObject", "arn:aws:s3:::other/*"), allow("s3:PutObject", "*"))
                        .allows(READ))
                .isFalse();
    }

    @Test
    void aDenyOverridesEveryAllow() {
        var deny = new Statement("No", Effect.DENY, List.of("s3:*"), List.of("*.json"));

        assertThat(policy(deny, allow("*", "*")).allows(READ)).isFalse();
        assertThat(policy(allow("*", "*"), deny).allows(READ)).isFalse();
    }

    @Test
    void aPolicyIsUnchangedAfterWritingAndParsing() {
        var policy = policy(
                new Statement("Read", Effect.ALLOW, List.of("s3:GetObject", "s3:HeadObject"), List.of("a", "b")),
                new Statement("", Effect.DENY, List.of("s3:*"), List.of("*")));

        assertThat(RolePolicy.parse(policy.text())).isEqualTo(policy);
        assertThat(RolePolicy.parse(policy().text())).isEqualTo(policy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stack-Role", ROLE + "\nRead", ROLE + "\nRead\tALLOW\ts3:GetObject", ROLE + "\n"})
    void aTextThatIsNotAPolicyIsRefused(String text) {
        assertThatThrownBy(() -> RolePolicy.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RolePolicy policy(Statement... statements) {
        return new RolePolicy(ROLE, List.of(statements));
    }

    private static Statement allow(String action, String resource) {
        return new Statement("", Effect.ALLOW, List.of(action), List.of(resource));
    }
}
