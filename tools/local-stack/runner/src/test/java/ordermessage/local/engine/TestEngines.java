package ordermessage.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
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

/** Makes settings and clients of engines for tests. */
public final class TestEngines {
    public static final String REGION = "local";

    /** Whether the engines that are Java programs have a class archive. The first access waits until they have. */
    private static final class Archives {
        private static final boolean RECORDED = record();

        private static boolean record() {
            try {
                var folder = Files.createTempDirectory(Path.of("target"), "archives");
                try (var _ = Engine.start(new ElasticMq(REGION), newSettings(folder.resolve("sqs")));
                        var _ = Engine.start(new S3Proxy(), newSettings(folder.resolve("s3")))) {
                    return true;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static EngineSettings newSettings(Path data) throws IOException {
            return settings(ProjectFolder.engines(ProjectFolder.current()), Files.createDirectory(data), 0);
        }
    }

    private TestEngines() {}

    /**
     * Waits until the engines that are Java programs have a class archive. Tests start them many times, and without an archive a
     * start takes twice the processor time.
     */
    public static void awaitArchives() {
        assertThat(Archives.RECORDED).isTrue();
    }

    /**
     * Returns settings of an engine of this project.
     *
     * @param port the port to listen on; 0 for any free port
     */
    public static EngineSettings settings(Path data, int port) {
        awaitArchives();
        return settings(ProjectFolder.engines(ProjectFolder.current()), data, port);
    }

    static EngineSettings settings(Path modules, Path data, int port) {
        return new EngineSettings(
                modules, InetAddress.getLoopbackAddress(), port, data, System.out::println, System.out::println);
    }

    /** Returns the DynamoDB engine. Uses the package cache of {@code make run}. */
    public static Dynoxide dynoxide(Path folder) {
        var cache = new PackageCache(
                Options.builder(folder, folder).build().packages(),
                List.of(new NpmClient(), new NpmRegistry()),
                System.out::println);
        return new Dynoxide(new DynoxidePackage(cache).unpack(folder.resolve("bin")));
    }

    /**
     * Returns a client as a function has it: with default settings, the local endpoint and made-up session credentials.
     */
    public static <B extends AwsClientBuilder<B, C>, C> C client(B builder, Engine engine) {
        return builder.region(Region.of(REGION))
                .endpointOverride(engine.endpoint())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsSessionCredentials.create("local", "local", "local")))
                .build();
    }
}
