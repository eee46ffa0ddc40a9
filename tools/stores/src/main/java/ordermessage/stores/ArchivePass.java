package ordermessage.stores;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Goes through the archive in the order of the keys. Its memory does not depend on the number of objects. */
final class ArchivePass {
    private final ArchiveBucket archive;
    private final PacedWork pace;
    private final Progress progress;

    ArchivePass(ArchiveBucket archive, PacedWork pace, Progress progress) {
        this.archive = archive;
        this.pace = pace;
        this.progress = progress;
    }

    /**
     * Does the work for each object, or for a random sample.
     *
     * @param from the key after which the pass begins; empty for the whole archive
     * @param sample about one object in this number is chosen; 1 for all
     * @param pageSize the number of objects after which the progress is noted
     */
    void forEach(String from, int sample, int pageSize, Consumer<ArchivedObject> work) {
        var random = RandomGenerator.getDefault();
        archive.pages(from, pageSize).filter(page -> !page.isEmpty()).forEach(page -> {
            var chosen =
                    page.stream().filter(object -> random.nextInt(sample) == 0).toList();
            pace.forEach(chosen, work);
            progress.reach(page.getLast().key(), chosen.size());
        });
    }
}
