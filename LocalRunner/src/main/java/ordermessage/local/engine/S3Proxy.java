package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;

/** S3Proxy in place of S3. An object is the file {@code <data>/<bucket>/<key>}; signatures are not checked. */
public record S3Proxy() implements EngineKind {
    @Override
    public String module() {
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
    public List<String> jvmOptions(Place place) {
        return List.of(
                "-Xmx128m",
                "-Ds3proxy.endpoint=" + Engine.endpoint(place),
                "-Ds3proxy.authorization=none",
                "-Djclouds.provider=filesystem-nio2",
                "-Djclouds.filesystem.basedir=" + place.data(),
                // Asked for, though nothing reads them for files.
                "-Djclouds.identity=local",
                "-Djclouds.credential=local");
    }

    @Override
    public String mainClass() {
        return "org.gaul.s3proxy.Main";
    }

    @Override
    public List<String> arguments(Place place) {
        // It insists on a file of settings; system properties override it, and all are there.
        return List.of("--properties", "/dev/null");
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return HttpRequest.newBuilder(endpoint);
    }
}
