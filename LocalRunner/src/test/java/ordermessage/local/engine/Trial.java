package ordermessage.local.engine;

import java.net.InetAddress;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** Where the tests run an engine, and how they reach it. */
final class Trial {
    static final String REGION = "local";

    private Trial() {}

    static Place place(Path data, int port) {
        var modules = Path.of("..", "LocalEngines");
        return new Place(modules, InetAddress.getLoopbackAddress(), port, data, System.out::println);
    }

    /** A client as a function has it: default settings, but for the endpoint and the made-up credentials of a session. */
    static <B extends AwsClientBuilder<B, C>, C> C client(B builder, Engine engine) {
        return builder.region(Region.of(REGION))
                .endpointOverride(engine.endpoint())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsSessionCredentials.create("local", "local", "local")))
                .build();
    }
}
