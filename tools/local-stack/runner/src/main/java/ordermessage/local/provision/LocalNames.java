package ordermessage.local.provision;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import ordermessage.local.queue.QueueAddress;
import ordermessage.local.template.PhysicalNames;

/**
 * The names, URLs and ARNs of the stack's resources on one machine.
 *
 * @param queues the endpoint of the queue engine
 * @param gateway the endpoint of the API, without its stage
 * @param cognito the endpoint of the user pools
 */
public record LocalNames(URI queues, URI gateway, URI cognito) implements PhysicalNames {
    /** The name of the stack. The physical name of every resource but a user pool starts with it. */
    public static final String STACK = "order-messages";

    /**
     * The Region of the stack. It is not one of AWS's Regions, because version 1 of the AWS CLI ignores
     * {@code AWS_ENDPOINT_URL_SQS} in the Regions that it knows.
     */
    public static final String REGION = "local";

    /** The AWS account id of the stack. */
    public static final String ACCOUNT = "000000000000";

    private static final String API = "local";
    private static final String USER_POOL_DOMAIN = "local";
    private static final String URL_SUFFIX = "amazonaws.com";

    @Override
    public Optional<String> pseudoParameter(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "AWS::Region" -> REGION;
                    case "AWS::AccountId" -> ACCOUNT;
                    case "AWS::StackName" -> STACK;
                    case "AWS::StackId" -> arn("cloudformation", "stack/" + STACK + "/local");
                    case "AWS::Partition" -> "aws";
                    case "AWS::URLSuffix" -> URL_SUFFIX;
                    default -> null;
                });
    }

    @Override
    public String withLocalUrls(String text) {
        return text.replace("https://%s.execute-api.%s.%s".formatted(API, REGION, URL_SUFFIX), gateway.toString())
                .replace(
                        "https://%s.auth.%s.amazoncognito.com".formatted(USER_POOL_DOMAIN, REGION), cognito.toString());
    }

    @Override
    public String name(String type, String logicalId) {
        var name = STACK + "-" + logicalId;
        return switch (type) {
            case "AWS::S3::Bucket" -> name.toLowerCase(Locale.ROOT);
            case "AWS::Cognito::UserPool" -> REGION + "_" + logicalId;
            default -> name;
        };
    }

    @Override
    public Optional<String> ref(String type, String logicalId) {
        return Optional.ofNullable(
                switch (type) {
                    case "AWS::SQS::Queue" ->
                        queues.resolve("/" + ACCOUNT + "/" + name(type, logicalId))
                                .toString();
                    case "AWS::Serverless::Api" -> API;
                    case "AWS::Cognito::UserPoolDomain" -> USER_POOL_DOMAIN;
                    case "AWS::DynamoDB::Table",
                            "AWS::S3::Bucket",
                            "AWS::Serverless::Function",
                            "AWS::Cognito::UserPool",
                            "AWS::Logs::LogGroup",
                            "AWS::CloudWatch::Alarm" -> name(type, logicalId);
                    default -> null;
                });
    }

    @Override
    public Optional<String> attribute(String type, String logicalId, String attribute) {
        var name = name(type, logicalId);
        return Optional.ofNullable(
                switch (type + " " + attribute) {
                    case "AWS::SQS::Queue Arn" -> arn("sqs", name);
                    case "AWS::SQS::Queue QueueName" -> name;
                    case "AWS::SQS::Queue QueueUrl" -> ref(type, logicalId).orElseThrow();
                    case "AWS::Logs::LogGroup Arn" -> arn("logs", "log-group:" + name + ":*");
                    case "AWS::DynamoDB::Table Arn" -> arn("dynamodb", "table/" + name);
                    case "AWS::S3::Bucket Arn" -> "arn:aws:s3:::" + name;
                    case "AWS::Serverless::Function Arn" -> arn("lambda", "function:" + name);
                    case "AWS::IAM::Role Arn" -> "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, name);
                    case "AWS::Cognito::UserPool Arn" -> arn("cognito-idp", "userpool/" + name);
                    case "AWS::Cognito::UserPool ProviderName" -> provider(name);
                    case "AWS::Cognito::UserPool ProviderURL" -> "https://" + provider(name);
                    default -> null;
                });
    }

    /**
     * Returns the name of a user pool's token issuer. It has the form that it has on AWS and no port, so a token stays
     * valid when the stack restarts on other ports.
     */
    private static String provider(String userPoolId) {
        return "cognito-idp.%s.%s/%s".formatted(REGION, URL_SUFFIX, userPoolId);
    }

    /** Returns the address of the queue with this logical id. */
    public QueueAddress queue(String logicalId) {
        var type = "AWS::SQS::Queue";
        return new QueueAddress(
                ref(type, logicalId).orElseThrow(),
                attribute(type, logicalId, "Arn").orElseThrow(),
                REGION);
    }

    private static String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ACCOUNT, resource);
    }
}
