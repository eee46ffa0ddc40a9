package ordermessage.local.engine;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import ordermessage.local.Options;
import ordermessage.local.ProjectFolder;
import ordermessage.local.download.DynoxidePackage;
import ordermessage.local.download.NpmClient;
import ordermessage.local.download.NpmRegistry;
import ordermessage.local.download.PackageCache;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** Where the tests run an engine, and how they reach it. */
public final class TestEngines {
    public static final String REGION = "local";

    private TestEngines() {}

    /** An engine of the project on a port, or on any free one for 0. */
    public static EngineSettings place(Path data, int port) {
        return place(ProjectFolder.engines(ProjectFolder.current()), data, port);
    }

    static EngineSettings place(Path modules, Path data, int port) {
        return new EngineSettings(
                modules, InetAddress.getLoopbackAddress(), port, data, System.out::println, System.out::println);
    }

    /** The DynamoDB engine, from the cache that make run uses. */
    static Dynoxide dynoxide(Path folder) {
        var cache = new PackageCache(
                Options.builder(folder, folder).build().packages(),
                List.of(new NpmClient(), new NpmRegistry()),
                System.out::println);
        return new Dynoxide(new DynoxidePackage(cache).unpack(folder.resolve("bin")));
    }

    /** A client as a function has it: default settings, but for the endpoint and the made-up credentials of a session. */
    public static <B extends AwsClientBuilder<B, C>, C> C client(B builder, Engine engine) {
        return builder.region(Region.of(REGION))
                .endpointOverride(engine.endpoint())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsSessionCredentials.create("local", "local", "local")))
                .build();
    }
}
