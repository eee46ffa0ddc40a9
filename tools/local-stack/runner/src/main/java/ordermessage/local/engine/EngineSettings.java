package ordermessage.local.engine;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The settings of an engine.
 *
 * @param modules the folder that has a built module for each engine
 * @param address the address to listen on: a loopback address, unless the user gives another
 * @param port the port to listen on, 0 to 65535; 0 for any free port
 * @param data the data folder, which no other engine may use; it is created if it does not exist, and never deleted
 * @param output receives each line that the engine prints; it must not throw
 * @param console receives a line for the user when the engine ends unexpectedly, and when it runs again; it must not
 *     throw
 */
public record EngineSettings(
        Path modules, InetAddress address, int port, Path data, Consumer<String> output, Consumer<String> console) {
    public EngineSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(port + " is not a port from 0 to 65535");
        }
        modules = modules.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** Returns these settings with another port. */
    EngineSettings withPort(int newPort) {
        return new EngineSettings(modules, address, newPort, data, output, console);
    }

    String host() {
        return address.getHostAddress();
    }
}
