package ordermessage.ports;

import ordermessage.message.Message;

/** The store that keeps every message for good, each as the very bytes that were posted. */
public interface Archive {

    /**
     * Stores a message if no other has its key. A stored message is never replaced.
     *
     * @return the message that is stored under the key afterwards: this one, or the one that came first
     * @throws UnreadableContentException when the key is taken by something that is not a message
     * @throws StorageUnavailableException when it is unknown whether the message is stored; it is safe to try again
     */
    Message putIfAbsent(Message message);
}
