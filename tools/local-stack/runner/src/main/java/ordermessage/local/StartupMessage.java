package ordermessage.local;

import java.nio.file.Path;

/** What a user sees when the stack is ready: commands to copy and paste in another terminal. */
record StartupMessage(Path project, Path data, LocalService service) {
    String text() {
        return """
                Ready %1$s

                In another terminal, in this folder:
                  TOKEN=$(make -s token%6$s)
                  curl -i -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                    --data-binary @%2$s %1$s/post-message
                  sleep 1   # the message is on its way
                  curl -i -H "Authorization: Bearer $TOKEN" %1$s/message/%3$s
                and with the AWS CLI:
                  . %4$s
                  aws sqs get-queue-attributes --queue-url "$QUEUE_URL" --attribute-names All
                  aws sqs receive-message --queue-url "$DEAD_LETTER_QUEUE_URL" --message-attribute-names All
                  aws dynamodb scan --table-name "$TABLE_NAME"
                  aws s3 ls --recursive "s3://$BUCKET_NAME"

                Ctrl-C ends it. What is stored stays in %5$s; make clean-local forgets it.
                """.formatted(
                        service.api(),
                        SampleMessage.FILE,
                        sampleId(),
                        shown(data.resolve("env")),
                        shown(data),
                        whereTheKeyIs());
    }

    private String sampleId() {
        return new SampleMessage(project).metadata("message_id").orElse("<message_id>");
    }

    /** What make token has to be told, if anything. */
    private String whereTheKeyIs() {
        return data.equals(project.resolve(".local")) ? "" : " LOCAL_DIR=" + shown(data);
    }

    /** As the user would type it. */
    private Path shown(Path path) {
        return path.startsWith(project) ? project.relativize(path) : path;
    }
}
