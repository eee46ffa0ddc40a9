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

/** S3Proxy in place of S3. An object is the file {@code <data>/<bucket>/<key>}; signatures are not checked. */
public record S3Proxy() implements EngineKind {
    /** The name of an object that is being written: its own, and a UUID. */
    private static final Pattern HALF_WRITTEN = Pattern.compile(".+\\.json-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

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
    public Command command(EngineSettings place) {
        return JvmEngine.command(
                "s3proxy",
                List.of(
                        "-Xmx128m",
                        "-Ds3proxy.endpoint=" + Engine.endpoint(place),
                        "-Ds3proxy.authorization=none",
                        // Such as the token of a session, on which it would hang up otherwise.
                        "-Ds3proxy.ignore-unknown-headers=true",
                        "-Djclouds.provider=filesystem-nio2",
                        "-Djclouds.filesystem.basedir=" + place.data(),
                        // Asked for, though nothing reads them for files.
                        "-Djclouds.identity=local",
                        "-Djclouds.credential=local"),
                "org.gaul.s3proxy.Main",
                // It insists on a file of settings; system properties override it, and all are there.
                List.of("--properties", "/dev/null"),
                place);
    }

    /**
     * It writes an object beside its place and then moves it there. What was never moved was never acknowledged, but
     * would be listed as an object of its own.
     */
    @Override
    public void tidy(Path data) {
        try (var files = Files.find(data, Integer.MAX_VALUE, (file, attributes) -> isHalfWritten(file))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isHalfWritten(Path file) {
        return HALF_WRITTEN.matcher(file.getFileName().toString()).matches();
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return HttpRequest.newBuilder(endpoint);
    }
}
