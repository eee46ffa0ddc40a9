package ordermessage.local.runtime;

/**
 * The status of a process of a function.
 *
 * @param pid the process id
 * @param busy whether it is handling an event or still starting
 */
public record SandboxStatus(long pid, boolean busy) {}
