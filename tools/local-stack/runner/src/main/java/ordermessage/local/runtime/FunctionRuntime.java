package ordermessage.local.runtime;

import java.util.Map;
import ordermessage.local.process.Command;
import ordermessage.local.template.Resource;

/**
 * Makes the commands that start the processes of functions. Any program that uses the Runtime API can be a function.
 */
@FunctionalInterface
public interface FunctionRuntime {
    /**
     * Returns the command for a process of a function.
     *
     * @param environment the environment variables that Lambda would set
     */
    Command command(Resource.Function function, Map<String, String> environment);
}
