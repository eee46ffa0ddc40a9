package ordermessage.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ordermessage.local.engine.Engine;
import ordermessage.local.engine.Engines;
import ordermessage.local.engine.TestEngines;
import ordermessage.local.http.LoopbackServer;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class ActionsTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @TempDir
    Path data;

    @Test
    void anEngineWhosePortIsTakenStartsLater() throws Exception {
        try (var engines = Engines.start(
                TestEngines.REGION,
                TestEngines.dynoxide(data),
                TestEngines.settings(data.resolve("sqs"), 0),
                TestEngines.settings(data.resolve("dynamodb"), 0),
                TestEngines.settings(data.resolve("s3"), 0))) {
            var actions = actions(engines);
            actions.run("engine-off", service("S3"));
            var port = engines.s3().endpoint().getPort();

            try (var _ = LoopbackServer.start(port, exchange -> {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            })) {
                assertThatThrownBy(() -> actions.run("engine-on", service("S3")))
                        .isInstanceOf(ActionFailedException.class)
                        .hasMessageStartingWith("S3Proxy (for S3) did not start: it exited with code");
                assertThat(engines.s3().state()).isEqualTo(Engine.State.STOPPED);
            }

            assertThat(actions.run("engine-on", service("S3"))).contains("S3Proxy (for S3) runs again on its data.");
            assertThat(engines.s3().state()).isEqualTo(Engine.State.RUNNING);
        }
    }

    private Actions actions(Engines engines) throws Exception {
        var template = Files.writeString(data.resolve("template.yaml"), "Resources: {}\n");
        var stack = Template.read(template).stack(Map.of(), new LocalNames(NOWHERE, NOWHERE, NOWHERE));
        return new Actions(
                new LiveStack(
                        data,
                        NOWHERE,
                        NOWHERE,
                        stack,
                        engines,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        queue -> queue,
                        company -> company),
                null);
    }

    private static JsonObject service(String service) {
        var arguments = new JsonObject();
        arguments.addProperty("service", service);
        return arguments;
    }
}
