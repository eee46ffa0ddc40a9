package ordermessage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ordermessage.local.engine.TestEngines;
import ordermessage.local.runtime.SampleFunctions;

/** Creates a small project with all kinds of resources, in the state after a build. */
final class SampleProject {
    private static final String TEMPLATE = """
            Parameters:
              VisibilityTimeout: {Type: Number, Default: 30}
            Resources:
              Api: {Type: AWS::Serverless::Api, Properties: {StageName: prod}}
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: !Ref VisibilityTimeout
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt DeadLetterQueue.Arn, maxReceiveCount: 3}
              DeadLetterQueue: {Type: AWS::SQS::Queue}
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  KeySchema: [{AttributeName: id, KeyType: HASH}, {AttributeName: at, KeyType: RANGE}]
                  AttributeDefinitions:
                    - {AttributeName: id, AttributeType: S}
                    - {AttributeName: at, AttributeType: N}
                    - {AttributeName: company, AttributeType: S}
                  GlobalSecondaryIndexes:
                    - IndexName: ByCompany
                      KeySchema: [{AttributeName: company, KeyType: HASH}, {AttributeName: at, KeyType: RANGE}]
                      Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [size]}
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Bucket: {Type: AWS::S3::Bucket}
              Hello:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: ordermessage.local.SampleApi
                  Timeout: 10
                  MemorySize: 256
                  Environment: {Variables: {QUEUE_URL: !Ref Queue}}
                  Events:
                    Hello: {Type: Api, Properties: {RestApiId: !Ref Api, Method: GET, Path: '/hello/{name}'}}
              Consumer:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: ordermessage.local.SampleConsumer
                  Timeout: 10
                  MemorySize: 256
                  Events:
                    Messages: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
            Outputs:
              ApiUrl: {Value: !Sub 'https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/prod'}
              DeadLetterQueueUrl: {Value: !Ref DeadLetterQueue}
              TableName: {Value: !Ref Table}
            """;

    private SampleProject() {}

    /** Creates the project in an empty folder. */
    static void create(Path folder) {
        TestEngines.recordArchives();
        try {
            Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
            Files.createSymbolicLink(
                    folder.resolve("tools"), ProjectFolder.current().resolve("tools"));
            SampleFunctions.createArtifacts(folder, "Hello", "Consumer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
