package ordermessage.local.dynamodb;

import java.util.Arrays;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local on one address. Its own main class listens on every address of the machine and has no option for
 * another; it is otherwise this.
 */
public final class BoundServer {
    private BoundServer() {}

    /** The first argument is the address to listen on, the others are those of DynamoDB Local. */
    public static void main(String[] arguments) throws Exception {
        var server = ServerRunner.createServerFromCommandLineArgs(Arrays.copyOfRange(arguments, 1, arguments.length));
        bind(server, arguments[0]);
        server.safeStart();
    }

    private static void bind(DynamoDBProxyServer server, String address) {
        for (var connector : jettyOf(server).getConnectors()) {
            ((ServerConnector) connector).setHost(address);
        }
    }

    private static Server jettyOf(DynamoDBProxyServer server) {
        try {
            var field = DynamoDBProxyServer.class.getDeclaredField("server");
            field.setAccessible(true);
            return (Server) field.get(server);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(
                    "This version of DynamoDB Local keeps its server elsewhere, so it cannot be bound to one address",
                    changed);
        }
    }
}
