package ordermessage.local.engine;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where an engine runs and keeps its data.
 *
 * @param modules the folder with a module for each engine, built
 * @param address the one address to listen on: loopback, unless the user names another
 * @param port the port to listen on, 0 for any free one
 * @param data the folder of this engine alone; made if absent, kept at the end
 * @param output gets each line that the engine prints; it must not throw
 * @param console gets a line for the user when the engine ends unasked, and when it serves again; it must not throw
 */
public record EngineSettings(
        Path modules, InetAddress address, int port, Path data, Consumer<String> output, Consumer<String> console) {
    public EngineSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(port + " is not a port: 0 to 65535");
        }
        modules = modules.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    EngineSettings at(int chosen) {
        return new EngineSettings(modules, address, chosen, data, output, console);
    }

    String host() {
        return address.getHostAddress();
    }
}
