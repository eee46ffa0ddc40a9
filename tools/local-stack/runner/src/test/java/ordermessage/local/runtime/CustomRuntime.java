package ordermessage.local.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A custom runtime: it uses the Runtime API without AWS's client. Its function returns its event. */
public final class CustomRuntime {
    private CustomRuntime() {}

    /** Handles events until the process is killed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var root = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
        try (var client = HttpClient.newHttpClient()) {
            while (true) {
                var next = HttpRequest.newBuilder(URI.create(root + "next")).build();
                var event = client.send(next, BodyHandlers.ofString());
                var id = event.headers()
                        .firstValue("Lambda-Runtime-Aws-Request-Id")
                        .orElseThrow();
                var response = HttpRequest.newBuilder(URI.create(root + id + "/response"))
                        .POST(BodyPublishers.ofString(event.body()))
                        .build();
                client.send(response, BodyHandlers.discarding());
            }
        }
    }
}
