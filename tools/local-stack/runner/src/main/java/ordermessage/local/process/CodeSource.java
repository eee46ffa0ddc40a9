package ordermessage.local.process;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Finds the jar or the folder of a class of this program, for the class path of a child. */
public final class CodeSource {
    private CodeSource() {}

    /** Returns the jar that a class was loaded from, or the folder. */
    public static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The jar of " + type.getName() + " cannot be found", e);
        }
    }
}
