package ordermessage.local.process;

import java.nio.file.Path;

/**
 * The place of the {@link ClassArchive} of a program, and whether this process records it.
 *
 * @param folder the folder; it exists or can be created
 * @param recorded whether a process that finds no archive records one when it ends; otherwise it starts without one
 */
public record ClassArchives(Path folder, boolean recorded) {
    /** Returns archives that the first process without one records when it ends. */
    public static ClassArchives recordedIn(Path folder) {
        return new ClassArchives(folder, true);
    }
}
