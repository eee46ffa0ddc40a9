package ordermessage.faults.mutants;

/**
 * A mistake in the service's code.
 *
 * @param mistake a description of the mistake
 * @param function the logical ID of the function that makes the mistake
 * @param source the path of the source file, relative to the project
 * @param original the text to replace; it occurs exactly once in the file
 * @param mutated the text with the mistake
 */
public record Mutant(String mistake, String function, String source, String original, String mutated) {

    /** Returns the name of the class with the mistake. */
    String className() {
        return source.replaceAll(".*/src/main/java/(.*)\\.java", "$1").replace('/', '.');
    }

    /**
     * Puts the mistake into a text.
     *
     * @param text the text of the source file
     * @throws IllegalStateException when the original text does not occur exactly once in the file
     */
    String mutate(String text) {
        if (text.indexOf(original) < 0 || text.indexOf(original) != text.lastIndexOf(original)) {
            throw new IllegalStateException("'%s' must occur exactly once in %s".formatted(original, source));
        }
        return text.replace(original, mutated);
    }
}
