package ordermessage.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import ordermessage.local.process.Command;

/**
 * S3Proxy, which stands in for S3. An object is the file {@code <data>/<bucket>/<key>}. Signatures of requests are not
 * checked.
 */
public final class S3Proxy implements EngineKind {
    /** The file name of an object that is being written: the object's name and a UUID. */
    private static final Pattern INCOMPLETE = Pattern.compile(".+\\.json-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public String name() {
        return "S3Proxy";
    }

    @Override
    public String service() {
        return "S3";
    }

    @Override
    public String portVariable() {
        return "S3_PORT";
    }

    @Override
    public Command command(EngineSettings settings) {
        return JvmEngine.command(
                "s3proxy",
                List.of(
                        "-Xmx128m",
                        "-Ds3proxy.endpoint=" + Engine.endpoint(settings),
                        "-Ds3proxy.authorization=none",
                        // Without it, S3Proxy closes the connection when a request has a session token.
                        "-Ds3proxy.ignore-unknown-headers=true",
                        "-Djclouds.provider=filesystem-nio2",
                        "-Djclouds.filesystem.basedir=" + settings.data(),
                        // S3Proxy requires these two, but the file system provider does not use them.
                        "-Djclouds.identity=local",
                        "-Djclouds.credential=local"),
                "org.gaul.s3proxy.Main",
                // S3Proxy requires a file of settings. All settings are system properties, so the file is empty.
                List.of("--properties", "/dev/null"),
                settings);
    }

    /**
     * Deletes the temporary files of objects that were not written completely. S3Proxy writes an object to a temporary
     * file in the same folder and then renames it. A file that was never renamed was never acknowledged, but S3Proxy
     * would list it as an object.
     */
    @Override
    public void deleteIncompleteFiles(Path data) {
        try (var files = Files.find(data, Integer.MAX_VALUE, (file, attributes) -> isIncomplete(file))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isIncomplete(Path file) {
        return INCOMPLETE.matcher(file.getFileName().toString()).matches();
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return HttpRequest.newBuilder(endpoint);
    }
}
