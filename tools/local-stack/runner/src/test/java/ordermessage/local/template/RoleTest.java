package ordermessage.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.role.Permission;
import ordermessage.local.role.RolePolicy;
import ordermessage.local.role.RolePolicy.Effect;
import ordermessage.local.role.RolePolicy.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
    private static final PhysicalNames NAMES = new LocalNames(
            URI.create("http://127.0.0.1:9324"),
            URI.create("http://127.0.0.1:3000"),
            URI.create("http://127.0.0.1:9229"));
    private static final String QUEUE = "arn:aws:sqs:local:000000000000:order-messages-Queue";

    @Test
    void aFunctionHasTheStatementsOfAllPoliciesOfItsRole() {
        var function = function("""
                    - PolicyName: First
                      PolicyDocument:
                        Statement:
                          - Sid: Read
                            Effect: Allow
                            Action: s3:GetObject
                            Resource: !Sub ${Bucket.Arn}/*
                    - PolicyName: Second
                      PolicyDocument:
                        Version: '2012-10-17'
                        Statement:
                          - Effect: Deny
                            Action: [sqs:SendMessage, sqs:Purge*]
                            Resource: [!GetAtt Queue.Arn, '*']
                """);

        assertThat(function.role())
                .isEqualTo(new RolePolicy(
                        "arn:aws:iam::000000000000:role/order-messages-Role",
                        List.of(
                                new Statement(
                                        "Read",
                                        Effect.ALLOW,
                                        List.of("s3:GetObject"),
                                        List.of("arn:aws:s3:::order-messages-bucket/*")),
                                new Statement(
                                        "",
                                        Effect.DENY,
                                        List.of("sqs:SendMessage", "sqs:Purge*"),
                                        List.of(QUEUE, "*")))));
    }

    @Test
    void aStatementWhoseConditionIsFalseIsLeftOut() {
        var function = function("""
                    - PolicyName: Only
                      PolicyDocument:
                        Statement:
                          - !If [Never, {Effect: Allow, Action: a:b, Resource: '*'}, !Ref AWS::NoValue]
                          - !If [Always, {Effect: Allow, Action: c:d, Resource: '*'}, !Ref AWS::NoValue]
                """);

        assertThat(function.role().statements()).extracting(Statement::actions).containsExactly(List.of("c:d"));
    }

    /** Each row: a statement that would mean something else without the part that is not known, and the error. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{Effect: Allow, Action: a:b, Resource: '*', Condition: {Bool: {c: 'true'}}} | Condition: is not supported on one machine",
                "{Effect: Allow, Action: a:b, Resource: '*', Condition: c} | Condition: is not supported on one machine",
                "{Effect: Allow, NotAction: a:b, Resource: '*'} | Action: is missing",
                "{Effect: Allow, Action: a:b, NotResource: '*'} | Resource: is missing",
                "{Effect: Maybe, Action: a:b, Resource: '*'} | Effect: is Maybe, not Allow or Deny",
            })
    void aStatementThatIsNotFullyUnderstoodIsAnError(String statement, String error) {
        assertThatThrownBy(() -> function("""
                    - PolicyName: Only
                      PolicyDocument: {Statement: [%s]}
                """.formatted(statement)))
                .isInstanceOf(TemplateException.class)
                .hasMessage("Role.Policies.PolicyDocument.Statement." + error);
    }

    @Test
    void aRoleThatTheTemplateDoesNotDeclareIsAnError() {
        assertThatThrownBy(() -> parse("""
                Resources:
                  F: {Type: AWS::Serverless::Function, Properties: {Handler: h, Role: 'arn:aws:iam::1:role/other'}}
                """))
                .hasMessage("F.Role: arn:aws:iam::1:role/other is not a role of the template");
    }

    @Test
    void theRoleThatSamMakesMayOnlyPollTheQueuesOfTheFunction() {
        var functions = parse("""
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Consumer:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: h
                      Events: {Messages: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}}
                  Other: {Type: AWS::Serverless::Function, Properties: {Handler: h}}
                """).functions();

        assertThat(functions.getFirst().role().allows(new Permission("sqs:ReceiveMessage", QUEUE)))
                .isTrue();
        assertThat(functions.getFirst().role().allows(new Permission("sqs:SendMessage", QUEUE)))
                .isFalse();
        assertThat(functions.getLast().role().statements()).isEmpty();
    }

    /** Lambda refuses an event source mapping whose function may not poll the queue. */
    @ParameterizedTest
    @CsvSource({"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"})
    void aFunctionThatMayNotPollItsQueueIsAnError(String missing) {
        var others = List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes").stream()
                .filter(action -> !action.equals(missing))
                .toList();

        assertThatThrownBy(() -> parse("""
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      Policies:
                        - PolicyDocument: {Statement: [{Effect: Allow, Action: %s, Resource: !GetAtt Queue.Arn}]}
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: h
                      Role: !GetAtt Role.Arn
                      Events: {Messages: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}}
                """.formatted(others)))
                .isInstanceOf(TemplateException.class)
                .hasMessage("F.Role: does not allow %s on Queue, which it polls".formatted(missing));
    }

    /** Returns the function of a template whose role has these policies. */
    private static Resource.Function function(String policies) {
        return parse("""
                Conditions:
                  Never: !Equals [a, b]
                  Always: !Equals [a, a]
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Bucket: {Type: AWS::S3::Bucket}
                  F: {Type: AWS::Serverless::Function, Properties: {Handler: h, Role: !GetAtt Role.Arn}}
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      Policies:
                %s
                """.formatted(policies.indent(4).stripTrailing()))
                .functions()
                .getFirst();
    }

    private static Stack parse(String template) {
        return Template.parse("template.yaml", template).stack(Map.of(), NAMES);
    }
}
