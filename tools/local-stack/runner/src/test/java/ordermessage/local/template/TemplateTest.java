package ordermessage.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Resource.QueueSource;
import ordermessage.local.template.Resource.Redrive;
import ordermessage.local.template.Resource.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final PhysicalNames NAMES = new LocalNames(
            URI.create("http://127.0.0.1:9324"),
            URI.create("http://127.0.0.1:3000"),
            URI.create("http://127.0.0.1:9229"));

    /** Each row: an expression and its value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain                                              | plain",
                "12                                                 | 12",
                "!Ref Name                                          | orders",
                "{Ref: Name}                                        | orders",
                "!Ref AWS::Region                                   | local",
                "!Ref AWS::StackName                                | order-messages",
                "!Ref Queue                                         | http://127.0.0.1:9324/000000000000/order-messages-Queue",
                "!Ref Table                                         | order-messages-Table",
                "!Ref Bucket                                        | order-messages-bucket",
                "!Ref Function                                      | order-messages-Function",
                "!GetAtt Queue.Arn                                  | arn:aws:sqs:local:000000000000:order-messages-Queue",
                "!GetAtt Queue.QueueName                            | order-messages-Queue",
                "{'Fn::GetAtt': [Table, Arn]}                       | arn:aws:dynamodb:local:000000000000:table/order-messages-Table",
                "!GetAtt Bucket.Arn                                 | arn:aws:s3:::order-messages-bucket",
                "!Sub '${Name}-${AWS::AccountId}'                   | orders-000000000000",
                "!Sub '${Bucket.Arn}/*'                             | arn:aws:s3:::order-messages-bucket/*",
                "!Sub '${!Literal}'                                 | ${Literal}",
                "!Sub ['${a}/${Name}', {a: !Ref Table}]             | order-messages-Table/orders",
                "!Sub 'https://sqs.${AWS::Region}.${AWS::URLSuffix}'| https://sqs.local.amazonaws.com",
                "!Sub 'https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/prod' | http://127.0.0.1:3000/prod",
                "!If [IsProduction, big, small]                     | small",
                "!If [IsTest, !Ref Name, small]                     | orders",
                "!If [Either, yes it is, no]                        | yes it is",
                "!If [Both, yes, no it is not]                      | no it is not",
                "!If [Negated, not production, no]                  | not production",
                "!Join ['-', [a, !Ref Name, 3]]                     | a-orders-3",
                "!Select [1, [a, b, c]]                             | b",
                "!Select ['2', !Split [',', 'x,y,z']]               | z",
                "!Select [0, !Ref Zones]                            | north",
                "!FindInMap [Sizes, !Ref Stage, Memory]             | 512",
                "{'Fn::Base64': hello}                              | aGVsbG8=",
                "2012-10-17                                         | 2012-10-17",
            })
    void anExpressionHasTheSameValueAsInCloudFormation(String expression, String value) {
        assertThat(stack("  Value: {Value: %s}".formatted(expression)).outputs())
                .containsExactly(Map.entry("Value", value));
    }

    @Test
    void aPropertyWithNoValueCountsAsAbsent() {
        var stack = parse("""
                Resources:
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties:
                      VisibilityTimeout: !Ref AWS::NoValue
                      RedrivePolicy: !If [Never, {maxReceiveCount: 1}, !Ref AWS::NoValue]
                Conditions:
                  Never: !Equals [a, b]
                """);

        assertThat(stack.queues().getFirst().redrive()).isEmpty();
        assertThat(stack.queues().getFirst().attributes()).containsEntry("VisibilityTimeout", "30");
    }

    @Test
    void aResourceWhoseConditionIsFalseIsLeftOut() {
        var stack = parse("""
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                  Other: {Type: AWS::SQS::Queue, Condition: Never}
                Conditions:
                  Never: !Equals [a, b]
                """);

        assertThat(stack.queues()).extracting(Resource.Queue::logicalId).containsExactly("Queue");
    }

    @Test
    void aFunctionInheritsTheGlobals() {
        var function = parse("""
                Globals:
                  Function:
                    Timeout: 5
                    MemorySize: 256
                    AutoPublishAlias: newest
                    SnapStart: {ApplyOn: PublishedVersions}
                    Environment: {Variables: {EVERYWHERE: everywhere, LEVEL: INFO}}
                    LoggingConfig: {LogFormat: JSON}
                Resources:
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: some.Handler::handleRequest
                      MemorySize: '512'
                      LoggingConfig: {ApplicationLogLevel: DEBUG}
                      Environment: {Variables: {LEVEL: DEBUG, COUNT: 3}}
                      Events:
                        Get: {Type: Api, Properties: {Method: get, Path: '/message/{id}'}}
                """).functions().getFirst();

        assertThat(function.name()).isEqualTo("order-messages-Function");
        assertThat(function.handler()).isEqualTo("some.Handler::handleRequest");
        assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(function.memory()).isEqualTo(512);
        assertThat(function.snapStart()).isTrue();
        assertThat(function.logFormat()).isEqualTo("JSON");
        assertThat(function.logLevel()).contains("DEBUG");
        assertThat(function.alias()).contains("newest");
        assertThat(function.environment())
                .isEqualTo(Map.of("EVERYWHERE", "everywhere", "LEVEL", "DEBUG", "COUNT", "3"));
        assertThat(function.routes()).containsExactly(new Route("GET", "/message/{id}"));
    }

    @Test
    void aFunctionWithFewPropertiesHasTheDefaultsOfLambda() {
        var function = parse("Resources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: h}}}")
                .functions()
                .getFirst();

        assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(function.memory()).isEqualTo(128);
        assertThat(function.snapStart()).isFalse();
        assertThat(function.logFormat()).isEqualTo("Text");
        assertThat(function.alias()).isEmpty();
        assertThat(function.routes()).isEmpty();
        assertThat(function.sources()).isEmpty();
    }

    @Test
    void aFunctionReceivesTheMessagesOfItsQueues() {
        var stack = parse(QUEUES + """
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: h
                      Events:
                        Plain: {Type: SQS, Properties: {Queue: !GetAtt Dead.Arn}}
                        Disabled: {Type: SQS, Properties: {Queue: !GetAtt Dead.Arn, Enabled: false}}
                        Full:
                          Type: SQS
                          Properties:
                            Queue: !GetAtt Queue.Arn
                            BatchSize: 100
                            MaximumBatchingWindowInSeconds: 2
                            ScalingConfig: {MaximumConcurrency: 7}
                            FunctionResponseTypes: [ReportBatchItemFailures]
                """);

        assertThat(stack.functions().getFirst().sources())
                .containsExactly(
                        new QueueSource("Dead", 10, Duration.ZERO, Optional.empty(), false),
                        new QueueSource("Queue", 100, Duration.ofSeconds(2), Optional.of(7), true));
    }

    @Test
    void aQueueHasItsAttributesAndItsDeadLetterQueue() {
        var queue = parse(QUEUES).queues().getFirst();

        assertThat(queue.name()).isEqualTo("order-messages-Queue");
        assertThat(queue.attributes())
                .isEqualTo(
                        Map.of("VisibilityTimeout", "180", "DelaySeconds", "0", "ReceiveMessageWaitTimeSeconds", "0"));
        assertThat(queue.redrive()).contains(new Redrive("Dead", 5));
    }

    @Test
    void aTableHasItsSecondaryIndexes() {
        var table = parse("""
                Resources:
                  Table:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      AttributeDefinitions:
                        - {AttributeName: id, AttributeType: S}
                        - {AttributeName: company, AttributeType: S}
                        - {AttributeName: at, AttributeType: N}
                      GlobalSecondaryIndexes:
                        - IndexName: ByCompany
                          KeySchema: [{AttributeName: company, KeyType: HASH}, {AttributeName: at, KeyType: RANGE}]
                          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [size]}
                """).tables().getFirst();

        assertThat(table.indexes())
                .containsExactly(new Resource.SecondaryIndex(
                        "ByCompany",
                        new Resource.Key("company", "S"),
                        Optional.of(new Resource.Key("at", "N")),
                        "INCLUDE",
                        List.of("size")));
    }

    @Test
    void aTableHasItsKey() {
        var table = parse("""
                Resources:
                  Table:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      KeySchema:
                        - {AttributeName: id, KeyType: HASH}
                        - {AttributeName: at, KeyType: RANGE}
                      AttributeDefinitions:
                        - {AttributeName: at, AttributeType: N}
                        - {AttributeName: id, AttributeType: S}
                """).tables().getFirst();

        assertThat(table.partitionKey()).isEqualTo(new Resource.Key("id", "S"));
        assertThat(table.sortKey()).contains(new Resource.Key("at", "N"));
    }

    @Test
    void theApiHasItsStageAndItsBinaryMediaTypes() {
        var stack = parse("""
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties: {StageName: v1, BinaryMediaTypes: ['*~1*', image~1png]}
                """);

        assertThat(stack.api()).contains(new Resource.Api("Api", "v1", List.of("*/*", "image/png")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!GetAtt Log.Arn", "!Sub 'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Log}'"})
    void theApiHasItsAccessLogIfTheConditionHolds(String arn) {
        var template = """
                Parameters: {Logs: {Type: String, Default: 'yes'}}
                Conditions: {HasLogs: !Equals [!Ref Logs, 'yes']}
                Resources:
                  Log: {Type: AWS::Logs::LogGroup, Condition: HasLogs}
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      AccessLogSetting: !If
                        - HasLogs
                        - {DestinationArn: %s, Format: $context.requestId}
                        - !Ref AWS::NoValue
                """.formatted(arn);

        assertThat(parse(template).api().orElseThrow().accessLog())
                .contains(new Resource.AccessLog("Log", "$context.requestId"));
        assertThat(parse(template).unsupported()).isEmpty();
        assertThat(parse(template.replace("Default: 'yes'", "Default: 'no'"))
                        .api()
                        .orElseThrow()
                        .accessLog())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$context.status", "\"$context.requestId\\n$context.status\"", "$context.requestIdentity"})
    void aFormatOfTheAccessLogThatApiGatewayRefusesIsAnError(String format) {
        assertThatThrownBy(() -> parse("""
                        Resources:
                          Log: {Type: AWS::Logs::LogGroup}
                          Api:
                            Type: AWS::Serverless::Api
                            Properties: {AccessLogSetting: {DestinationArn: !GetAtt Log.Arn, Format: %s}}
                        """.formatted(format)))
                .hasMessage("Api.AccessLogSetting.Format: must be one line with $context.requestId or"
                        + " $context.extendedRequestId");
    }

    @Test
    void routesWithoutAnApiGetTheImplicitApiOfSam() {
        var stack = parse("""
                Globals: {Api: {BinaryMediaTypes: ['*~1*']}}
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: h, Events: {E: {Type: Api, Properties: {Method: get, Path: /}}}}
                """);

        assertThat(stack.api()).contains(new Resource.Api("ServerlessRestApi", "Prod", List.of("*/*")));
    }

    @Test
    void aFunctionThatOnlyAScheduleCallsIsLeftOut() {
        var stack = parse("""
                Resources:
                  Scheduled:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: h
                      Events: {Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}
                  WithoutEvents: {Type: AWS::Serverless::Function, Properties: {Handler: h}}
                """);

        assertThat(stack.functions()).extracting(Resource.Function::logicalId).containsExactly("WithoutEvents");
    }

    @Test
    void unsupportedPartsAreReportedInAFewLines() {
        var stack = parse("""
                Resources:
                  Topic: {Type: AWS::SNS::Topic}
                  OtherTopic: {Type: AWS::SNS::Topic}
                  Role: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: [a]}}
                  Logs: {Type: AWS::Logs::LogGroup}
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties: {VersioningConfiguration: {Status: Enabled}, BucketEncryption: {}}
                  Small: {Type: AWS::SQS::Queue, Properties: {MaximumMessageSize: 1024}}
                  Large: {Type: AWS::SQS::Queue, Properties: {MaximumMessageSize: 1048576}}
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: h
                      Layers: [a]
                      Events:
                        Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
                        Get: {Type: Api, Properties: {Method: GET, Path: /f}}
                  Scheduled:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: h
                      Events: {Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}
                  Hook:
                    Type: AWS::Serverless::Function
                    Properties:
                      FunctionName: CodeDeployHook_stack
                      Handler: h
                Outputs:
                  TopicArn: {Value: !GetAtt Topic.TopicArn}
                """);

        assertThat(Unsupported.lines(stack.unsupported()))
                .containsExactly(
                        "Topic, OtherTopic: AWS::SNS::Topic",
                        "Role: ManagedPolicyArns",
                        "Bucket: VersioningConfiguration",
                        "Small: MaximumMessageSize",
                        "F: Layers, Events.Nightly.Properties",
                        "Scheduled: a function that only a schedule calls",
                        "Hook: a function that only CodeDeploy calls",
                        "Outputs.TopicArn: Outputs.TopicArn.Value: Topic.TopicArn: has no value on one machine");
    }

    /** Each row: a declaration, a given value, and the resulting value or the error message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{Type: Number, Default: 5}                          |      | 5",
                "{Type: Number, Default: 5}                          | 7    | 7",
                "{Type: Number, Default: 5, MinValue: 5}             | 4    | Parameter P: is '4', not at least 5",
                "{Type: Number, Default: 5, MaxValue: 10}            | 11   | Parameter P: is '11', not at most 10",
                "{Type: Number, Default: 5}                          | x    | Parameter P: is 'x', not a number",
                "{Type: String}                                      |      | Parameter P: has no default and no value is given",
                "{Type: String}                                      | x    | x",
                "{Type: String, AllowedValues: [a, b]}               | c    | Parameter P: is 'c', not one of [a, b]",
                "{Type: String, AllowedPattern: 'https?://.*'}       | ftp:x| Parameter P: is 'ftp:x', not a match of https?://.*",
                "{Type: String, MinLength: 3}                        | ab   | Parameter P: is 'ab', not at least 3",
                "{Type: CommaDelimitedList, AllowedPattern: 'a*'}    | a, b | Parameter P: is 'b', not a match of a*",
                "{Type: CommaDelimitedList, AllowedValues: [a, b]}   | a,c  | Parameter P: is 'c', not one of [a, b]",
            })
    void aParameterIsValidatedAgainstItsDeclaration(String declaration, String given, String result) {
        var template =
                Template.parse("t", "{Parameters: {P: %s}, Outputs: {V: {Value: !Ref P}}}".formatted(declaration));
        var values = given == null ? Map.<String, String>of() : Map.of("P", given);

        if (result.startsWith("Parameter")) {
            assertThatThrownBy(() -> template.stack(values, NAMES)).hasMessage(result);
        } else {
            assertThat(template.stack(values, NAMES).outputs()).containsEntry("V", result);
        }
    }

    @Test
    void anUndeclaredParameterIsAnError() {
        var template = Template.parse("t", "Parameters: {Known: {Type: String, Default: x}}");

        assertThatThrownBy(() -> template.stack(Map.of("Unknown", "1"), NAMES))
                .isInstanceOf(TemplateException.class)
                .hasMessage("Parameter Unknown: the template has no parameter of this name, only [Known]");
    }

    /** Each row: resources with an error, and the error message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{Queue: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: soon}}} | Queue.VisibilityTimeout: is 'soon', not a whole number",
                "{Queue: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: !Ref Unknown}}} | Queue.VisibilityTimeout: Unknown: is neither a resource nor a parameter of the template",
                "{Queue: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: !GetAZs ''}}} | Queue.VisibilityTimeout: Fn::GetAZs: is not supported on one machine",
                "{Queue: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Queue.Arn, maxReceiveCount: 3}}}} | Queue.RedrivePolicy.deadLetterTargetArn: is the queue itself",
                "{Queue: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: x, maxReceiveCount: 3}}}} | Queue.RedrivePolicy.deadLetterTargetArn: x is not a queue of the template",
                "{Table: {Type: AWS::DynamoDB::Table, Properties: {}}} | Table.KeySchema: has no HASH key",
                "{F: {Type: AWS::Serverless::Function}} | F.Handler: is missing",
                "{F: {Type: AWS::Serverless::Function, Properties: {Handler: h, MemorySize: 64}}} | F.MemorySize: 64 is not within 128 to 10240 MB",
                "{F: {Type: AWS::Serverless::Function, Properties: {Handler: h, Timeout: 901}}} | F.Timeout: 901 is not within 1 to 900 seconds",
                "{F: {Type: AWS::Serverless::Function, Properties: {Handler: h, Environment: {Variables: {A: !GetAtt Topic.TopicArn}}}}, Topic: {Type: AWS::SNS::Topic}} | F.Environment.Variables.A: Topic.TopicArn: has no value on one machine",
                "{A: {Type: AWS::Serverless::Api}, B: {Type: AWS::Serverless::Api}} | B: is a second API; the local stack serves only A",
                "{Queue: {Type: AWS::SQS::Queue, Condition: Unknown}} | Condition Unknown: the template has no condition of this name",
            })
    void anErrorIsReportedInOneLineWithItsPlace(String resources, String message) {
        assertThatThrownBy(() -> parse("Resources: " + resources))
                .isInstanceOf(TemplateException.class)
                .hasMessage(message);
    }

    @Test
    void brokenYamlIsReportedWithItsLine() {
        assertThatThrownBy(() -> Template.parse("template.yaml", "Resources:\n  A: {Type: x}\n  A: {Type: y}\n"))
                .hasMessageStartingWith("template.yaml line 3: ");
        assertThatThrownBy(() -> Template.parse("template.yaml", "Resources:\n  A: [\n"))
                .hasMessageStartingWith("template.yaml line 3: ");
    }

    @Test
    void aMissingTemplateIsReported() {
        assertThatThrownBy(() -> Template.read(Path.of("absent.yaml")))
                .hasMessage("absent.yaml: there is no such file");
    }

    private static final String QUEUES = """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 180
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5}
              Dead: {Type: AWS::SQS::Queue}
            """;

    /** Returns the stack of a template with many kinds of declarations and the given outputs. */
    private static Stack stack(String outputs) {
        return parse("""
                Parameters:
                  Name: {Type: String, Default: orders}
                  Stage: {Type: String, Default: test}
                  Zones: {Type: CommaDelimitedList, Default: 'north, south'}
                Conditions:
                  IsProduction: !Equals [!Ref Stage, production]
                  IsTest: !Equals [!Ref Stage, test]
                  Either: !Or [{Condition: IsProduction}, !Condition IsTest]
                  Both: !And [!Condition IsProduction, !Condition IsTest]
                  Negated: !Not [!Condition IsProduction]
                Mappings:
                  Sizes: {test: {Memory: 512}, production: {Memory: 1024}}
                Resources:
                  Api: {Type: AWS::Serverless::Api}
                  Queue: {Type: AWS::SQS::Queue}
                  Bucket: {Type: AWS::S3::Bucket}
                  Function: {Type: AWS::Serverless::Function, Properties: {Handler: h}}
                  Table:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                Outputs:
                """ + outputs);
    }

    private static Stack parse(String template) {
        return Template.parse("template.yaml", template).stack(Map.of(), NAMES);
    }
}
