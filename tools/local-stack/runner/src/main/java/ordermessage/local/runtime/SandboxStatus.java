package ordermessage.local.runtime;

/**
 * A process of a function.
 *
 * @param pid its process id
 * @param busy whether it works on an event, or is still starting
 */
public record SandboxStatus(long pid, boolean busy) {}
