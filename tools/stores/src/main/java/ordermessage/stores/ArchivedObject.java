package ordermessage.stores;

import java.time.Instant;

/**
 * An object of the bucket, as a list shows it.
 *
 * @param lastModified when its current version was written
 */
record ArchivedObject(String key, long bytes, Instant lastModified) {}
