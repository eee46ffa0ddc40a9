package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.List;
import ordermessage.hostile.attack.PathAttacks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests paths that contain more than a message's id, such as path traversal. The table is down during the tests, so a
 * request that reaches the storage is answered with 503.
 */
@Tag("processes")
@Isolated("It stops an engine of the shared service")
@ExtendWith(RunningService.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathManipulationTest {
    private static final String ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";

    private final RunningService service;

    PathManipulationTest(RunningService service) {
        this.service = service;
    }

    @BeforeAll
    void stopTheTable() {
        service.engines().dynamoDb().kill();
    }

    @AfterAll
    void startTheTable() {
        service.engines().dynamoDb().restart();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ID,
                ID + "/",
                "%66c0daad3-4f10-4d15-b8c6-276cca111e87",
                "fc0daad3%2d4f10%2D4d15-b8c6-276cca111e87"
            })
    void aRequestWithAValidIdReachesTheStorage(String id) throws IOException {
        assertThat(status("/message/" + id)).isEqualTo(503);
    }

    /**
     * 400 comes from the service or, when the request is not valid HTTP, from the server. 404 comes from the gateway when
     * the route is unknown.
     */
    @ParameterizedTest
    @MethodSource("attacks")
    void anyOtherPathIsRefusedBeforeItReachesTheStorage(PathAttacks.Attack attack) throws IOException {
        assertThat(status(attack.path())).isEqualTo(attack.status());
    }

    static List<PathAttacks.Attack> attacks() {
        return PathAttacks.of(ID);
    }

    /** Sends the path as it is, because an HTTP client would normalize it. */
    private int status(String path) throws IOException {
        var api = service.local().api();
        try (var socket = new Socket(api.getHost(), api.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("GET %s%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                            .formatted(
                                    api.getPath(),
                                    path,
                                    api.getAuthority(),
                                    service.local().token(SampleMessage.COMPANY))
                            .getBytes(US_ASCII));
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            return Integer.parseInt(line.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        }
    }
}
