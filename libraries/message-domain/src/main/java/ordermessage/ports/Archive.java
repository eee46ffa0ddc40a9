package ordermessage.ports;

import ordermessage.message.Message;

/** Where messages are kept for good, each as the very bytes that were posted. */
public interface Archive {

    /**
     * Keeps the message unless its key is taken: what is there is never replaced.
     *
     * @return the message that stands under the key afterwards: this one, or the one that came first
     * @throws StorageUnavailable when it cannot be told whether the message is kept: try again
     */
    Message keep(Message message);
}
