package ordermessage.local;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a user sees when the stack is ready: commands to copy and paste in another terminal. */
record Tour(Path project, Path data, LocalService service) {
    private static final String SAMPLE = "events/sample-message.json";

    String text() {
        return """
                Ready %1$s

                In another terminal, in this folder:
                  curl -i -H 'Content-Type: application/json' --data-binary @%2$s %1$s/post-message
                  curl -i %1$s/message/%3$s
                and with the AWS CLI:
                  . %4$s
                  aws sqs get-queue-attributes --queue-url "$QUEUE_URL" --attribute-names All
                  aws sqs receive-message --queue-url "$DEAD_LETTER_QUEUE_URL" --message-attribute-names All
                  aws dynamodb scan --table-name "$TABLE_NAME"
                  aws s3 ls --recursive "s3://$BUCKET_NAME"

                Ctrl-C ends it. What is stored stays in %5$s; make clean-local forgets it.
                """.formatted(service.api(), SAMPLE, sampleId(), shown(data.resolve("env")), shown(data));
    }

    private String sampleId() {
        try {
            return JsonParser.parseString(Files.readString(project.resolve(SAMPLE)))
                    .getAsJsonObject()
                    .getAsJsonObject("metadata")
                    .get("message_id")
                    .getAsString();
        } catch (IOException | JsonParseException | IllegalStateException unreadable) {
            return "<message_id>";
        }
    }

    /** As the user would type it. */
    private Path shown(Path path) {
        return path.startsWith(project) ? project.relativize(path) : path;
    }
}
