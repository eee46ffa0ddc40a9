package ordermessage.local;

import java.nio.file.Path;
import ordermessage.local.sample.SampleMessage;

/** The message that the user gets when the stack is ready: commands to copy and paste into another terminal. */
final class StartupMessage {
    private final Path project;
    private final Path data;
    private final LocalService service;

    StartupMessage(Path project, Path data, LocalService service) {
        this.project = project;
        this.data = data;
        this.service = service;
    }

    String text() {
        return """
                Ready %1$s
                Watch it in a browser: %8$s

                In another terminal, in this folder:
                  TOKEN=$(make -s token%6$s)
                  curl -i -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                    --data-binary @%2$s %1$s/post-message
                  sleep 1   # wait until the message is processed
                  curl -i -H "Authorization: Bearer $TOKEN" %1$s/message/%3$s
                The API reference, where you can try the API: %7$s
                With the AWS CLI:
                  . %4$s
                  aws sqs get-queue-attributes --queue-url "$QUEUE_URL" --attribute-names All
                  aws sqs receive-message --queue-url "$DEAD_LETTER_QUEUE_URL" --message-attribute-names All
                  aws dynamodb scan --table-name "$TABLE_NAME"
                  aws s3 ls --recursive "s3://$BUCKET_NAME"

                Ctrl-C stops the local stack. Its data stay in %5$s; make clean-local deletes them.
                """.formatted(
                        service.api(),
                        SampleMessage.FILE,
                        sampleId(),
                        displayed(data.resolve("env")),
                        displayed(data),
                        tokenArguments(),
                        service.reference(),
                        service.console());
    }

    private String sampleId() {
        return new SampleMessage(project).metadata("message_id").orElse("<message_id>");
    }

    /**
     * Returns the arguments of {@code make token}: the data folder, which contains the keys, unless it is the default.
     */
    private String tokenArguments() {
        return data.equals(project.resolve(".local")) ? "" : " LOCAL_DIR=" + displayed(data);
    }

    /** Returns a path as the user would type it in the project folder. */
    private Path displayed(Path path) {
        return path.startsWith(project) ? project.relativize(path) : path;
    }
}
