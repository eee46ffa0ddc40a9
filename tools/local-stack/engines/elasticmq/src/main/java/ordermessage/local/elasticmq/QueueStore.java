package ordermessage.local.elasticmq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Queues and messages in one SQLite database. Messages are not kept in memory, so memory use does not depend on the
 * backlog.
 *
 * <p>Each method is one transaction. When the method has returned, its changes survive a kill of the process; with
 * SQLite's {@code synchronous=NORMAL} they may be lost in a power cut. A message is in exactly one queue, because its
 * queue is a column of its row: moving it is one update.
 *
 * <p>Methods may be called from several threads; they run one after the other.
 */
final class QueueStore implements AutoCloseable {
    private static final int PAGE_BYTES = 4096;

    /**
     * The number of messages that are moved in one transaction. It is small so that senders do not wait long during a
     * redrive.
     */
    private static final int MOVE_BATCH = 100;

    private static final String[] SCHEMA = {
        """
        CREATE TABLE IF NOT EXISTS queue (
          name TEXT PRIMARY KEY, visibility_timeout INTEGER NOT NULL, delay INTEGER NOT NULL,
          receive_wait INTEGER NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL,
          dead_letter_queue TEXT, max_receive_count INTEGER) WITHOUT ROWID""",
        """
        CREATE TABLE IF NOT EXISTS message (
          number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, queue TEXT NOT NULL,
          attributes TEXT NOT NULL, group_id TEXT, trace_header TEXT, sent INTEGER NOT NULL,
          visible_at INTEGER NOT NULL, first_received INTEGER, receive_count INTEGER NOT NULL, receipt TEXT,
          dead_letter_source TEXT)""",
        "DROP INDEX IF EXISTS message_by_visibility",
        // With the receive count, statistics need no row of the table.
        """
        CREATE INDEX IF NOT EXISTS message_by_visibility_and_count
          ON message (queue, visible_at, number, receive_count)""",
        // A separate table, so that receiving a message does not write its body again.
        "CREATE TABLE IF NOT EXISTS body (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
        """
        CREATE TABLE IF NOT EXISTS move_task (
          handle TEXT PRIMARY KEY, source TEXT NOT NULL, destination TEXT NOT NULL, moved INTEGER NOT NULL,
          to_move INTEGER NOT NULL, started INTEGER NOT NULL, status TEXT NOT NULL)"""
    };

    private final Path file;
    private final Object fileKey;
    private final Connection connection;

    /** The statements by their text. SQLite compiles each of them once. */
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private QueueStore(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        try (var statement = connection.createStatement()) {
            for (var definition : SCHEMA) {
                statement.executeUpdate(definition);
            }
        }
        connection.commit();
        fileKey = fileKey();
    }

    /**
     * Opens a store; creates it if it does not exist.
     *
     * @param maxBytes the maximum size of the database; a message for which there is no room is refused with {@link
     *     StoreFullException}
     * @throws IllegalStateException when the file is not a store
     */
    static QueueStore open(Path file, long maxBytes) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setPageSize(PAGE_BYTES);
        config.setMaxPageCount(Math.toIntExact(maxBytes / PAGE_BYTES));
        try {
            var connection = config.createConnection("jdbc:sqlite:" + file);
            connection.setAutoCommit(false);
            return new QueueStore(file, connection);
        } catch (SQLException e) {
            throw new IllegalStateException("%s cannot be used: %s".formatted(file, e.getMessage()), e);
        }
    }

    List<Queue> queues() {
        return inTransaction(() -> query("SELECT * FROM queue ORDER BY name", QueueStore::queue));
    }

    /** Creates a queue, or changes the attributes of an existing one. */
    void save(Queue queue) {
        inTransaction(() -> update(
                "INSERT OR REPLACE INTO queue VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                queue.name(),
                queue.visibilityTimeout().toMillis(),
                queue.delay().toMillis(),
                queue.receiveWait().toMillis(),
                queue.created().toEpochMilli(),
                queue.modified().toEpochMilli(),
                queue.redrive() == null ? null : queue.redrive().deadLetterQueue(),
                queue.redrive() == null ? null : queue.redrive().maxReceiveCount()));
    }

    /** Deletes a queue and all messages in it. */
    void deleteQueue(String name) {
        inTransaction(() -> {
            deleteMessages(name);
            return update("DELETE FROM queue WHERE name = ?", name);
        });
    }

    /** Deletes all messages of a queue. */
    void purge(String queue) {
        inTransaction(() -> deleteMessages(queue));
    }

    /**
     * Stores a new message.
     *
     * @throws StoreFullException when there is no room for it
     */
    void send(String queue, QueuedMessage message) {
        inTransaction(() -> {
            update(
                    "INSERT INTO message (id, queue, attributes, group_id, trace_header, sent, visible_at, receive_count)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
                    message.id(),
                    queue,
                    message.attributes(),
                    message.groupId(),
                    message.traceHeader(),
                    message.sent().toEpochMilli(),
                    message.visibleAt().toEpochMilli());
            return update("INSERT INTO body VALUES (last_insert_rowid(), ?)", (Object)
                    message.body().getBytes(StandardCharsets.UTF_8));
        });
    }

    /**
     * The result of a receive.
     *
     * @param deadLettered how many messages moved to the dead-letter queue because they reached the maximum receive
     *     count
     */
    record Received(List<QueuedMessage> messages, int deadLettered) {}

    /**
     * Receives messages and hides them. A message that has reached the maximum receive count is not returned; it moves
     * to the dead-letter queue in the same transaction.
     *
     * @param max the maximum number of messages
     * @param maxBytes the maximum size of all bodies together; the first message is returned even if it is larger
     */
    Received receive(Queue queue, int max, long maxBytes, Duration visibilityTimeout, Instant now) {
        return inTransaction(() -> {
            var messages = new ArrayList<QueuedMessage>();
            var deadLettered = 0;
            var bytes = 0L;
            var taken = new HashSet<Long>();
            for (var next = first(queue, now); next.isPresent(); next = first(queue, now)) {
                var candidate = next.get();
                // With a visibility timeout of 0, a message is still visible after it was received.
                if (messages.size() == max || taken.contains(candidate.number())) {
                    break;
                }
                if (hasReachedMaxReceiveCount(queue, candidate)) {
                    moveToDeadLetterQueue(queue, candidate, now);
                    deadLettered++;
                    continue;
                }
                bytes += candidate.bytes();
                if (!messages.isEmpty() && bytes > maxBytes) {
                    break;
                }
                messages.add(take(candidate.number(), now, now.plus(visibilityTimeout)));
                taken.add(candidate.number());
            }
            return new Received(messages, deadLettered);
        });
    }

    /**
     * Changes the time from which a message can be received again.
     *
     * @return whether the receipt handle is the latest one of a message in this queue
     */
    boolean changeVisibility(String queue, String receipt, Instant visibleAt) {
        return inTransaction(() -> update(
                        "UPDATE message SET visible_at = ? WHERE id = ? AND receipt = ? AND queue = ?",
                        visibleAt.toEpochMilli(),
                        idOf(receipt),
                        receipt,
                        queue))
                > 0;
    }

    /** Deletes the message with this receipt handle. Does nothing if the handle is not the latest one of a message. */
    void delete(String queue, String receipt) {
        inTransaction(() -> {
            var numbers = query(
                    "SELECT number FROM message WHERE id = ? AND receipt = ? AND queue = ?",
                    row -> row.getLong(1),
                    idOf(receipt),
                    receipt,
                    queue);
            for (var number : numbers) {
                update("DELETE FROM body WHERE number = ?", number);
                update("DELETE FROM message WHERE number = ?", number);
            }
            return numbers.size();
        });
    }

    /**
     * Returns the time from which the next message of a queue can be received, in milliseconds since 1970-01-01T00:00Z;
     * empty when the queue has no messages.
     */
    OptionalLong nextVisibleAt(String queue) {
        return inTransaction(() -> query(
                        "SELECT visible_at FROM message WHERE queue = ? ORDER BY visible_at LIMIT 1",
                        row -> row.getLong(1),
                        queue))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /**
     * Returns when the oldest message of each queue was sent, in milliseconds since 1970. As in SQS, messages that were
     * received three times do not count, because SQS moves them to the end of the queue.
     *
     * <p>This looks at all messages, and other methods wait until it ends.
     */
    Map<String, Long> oldestSent() {
        var oldest = new TreeMap<String, Long>();
        inTransaction(() -> query(
                "SELECT queue, min(sent) AS oldest FROM message WHERE receive_count < 3 GROUP BY queue",
                row -> oldest.put(row.getString("queue"), row.getLong("oldest"))));
        return oldest;
    }

    Statistics statistics(String queue, Instant now) {
        return inTransaction(() -> query(
                        "SELECT count(*) FILTER (WHERE visible_at <= ?1),"
                                + " count(*) FILTER (WHERE visible_at > ?1 AND receive_count > 0),"
                                + " count(*) FILTER (WHERE visible_at > ?1 AND receive_count = 0)"
                                + " FROM message WHERE queue = ?2",
                        row -> new Statistics(row.getLong(1), row.getLong(2), row.getLong(3)),
                        now.toEpochMilli(),
                        queue))
                .getFirst();
    }

    /** Returns the move tasks of all queues. */
    List<MoveTask> moveTasks() {
        return inTransaction(() -> query("SELECT * FROM move_task", QueueStore::moveTask));
    }

    /** Returns the move tasks of a source queue, the latest first. */
    List<MoveTask> moveTasks(String source) {
        return inTransaction(() -> query(
                "SELECT * FROM move_task WHERE source = ? ORDER BY started DESC, rowid DESC",
                QueueStore::moveTask,
                source));
    }

    MoveTask startMove(String source, String destination, Instant now) {
        return inTransaction(() -> {
            var toMove = query("SELECT count(*) FROM message WHERE queue = ?", row -> row.getLong(1), source)
                    .getFirst();
            var task = new MoveTask(
                    UUID.randomUUID().toString(), source, destination, 0, toMove, now, MoveTask.Status.RUNNING);
            save(task);
            return task;
        });
    }

    /**
     * Moves the next messages of a task. As in SQS, a moved message gets a new id and a new sent timestamp. A message
     * that is hidden by a visibility timeout moves when the timeout ends.
     *
     * @return the updated task; it is completed when the source was empty
     */
    MoveTask move(MoveTask task, Instant now) {
        return inTransaction(() -> {
            var current = moveTask(task.handle());
            if (current.status() != MoveTask.Status.RUNNING) {
                return current;
            }
            var numbers = query(
                    "SELECT number FROM message WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, number LIMIT ?",
                    row -> row.getLong(1),
                    current.source(),
                    now.toEpochMilli(),
                    MOVE_BATCH);
            for (var number : numbers) {
                update(
                        "UPDATE message SET queue = ?, id = ?, sent = ?, visible_at = ?, first_received = NULL,"
                                + " receive_count = 0, receipt = NULL, dead_letter_source = NULL WHERE number = ?",
                        current.destination(),
                        UUID.randomUUID().toString(),
                        now.toEpochMilli(),
                        now.toEpochMilli(),
                        number);
            }
            return progressed(current, numbers.size());
        });
    }

    /**
     * Cancels a task if it is running; returns it, or empty if it was not running. Moved messages are not moved back.
     */
    Optional<MoveTask> cancelMove(String handle) {
        return inTransaction(() -> {
            var task = query("SELECT * FROM move_task WHERE handle = ?", QueueStore::moveTask, handle).stream()
                    .filter(found -> found.status() == MoveTask.Status.RUNNING)
                    .findFirst();
            if (task.isPresent()) {
                update("UPDATE move_task SET status = ? WHERE handle = ?", MoveTask.Status.CANCELLED.name(), handle);
            }
            return task;
        });
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private MoveTask progressed(MoveTask task, int moved) throws SQLException {
        var isEmpty = moved == 0 && isEmpty(task.source());
        var next = new MoveTask(
                task.handle(),
                task.source(),
                task.destination(),
                task.moved() + moved,
                task.toMove(),
                task.started(),
                isEmpty ? MoveTask.Status.COMPLETED : MoveTask.Status.RUNNING);
        save(next);
        return next;
    }

    private boolean isEmpty(String queue) throws SQLException {
        return query("SELECT 1 FROM message WHERE queue = ? LIMIT 1", row -> row.getInt(1), queue)
                .isEmpty();
    }

    private void save(MoveTask task) throws SQLException {
        update(
                "INSERT OR REPLACE INTO move_task VALUES (?, ?, ?, ?, ?, ?, ?)",
                task.handle(),
                task.source(),
                task.destination(),
                task.moved(),
                task.toMove(),
                task.started().toEpochMilli(),
                task.status().name());
    }

    private MoveTask moveTask(String handle) throws SQLException {
        return query("SELECT * FROM move_task WHERE handle = ?", QueueStore::moveTask, handle)
                .getFirst();
    }

    private record Candidate(long number, int receiveCount, long bytes) {}

    private Optional<Candidate> first(Queue queue, Instant now) throws SQLException {
        return query(
                        "SELECT number, receive_count,"
                                + " (SELECT length(bytes) FROM body WHERE body.number = message.number) FROM message"
                                + " WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, number LIMIT 1",
                        row -> new Candidate(row.getLong(1), row.getInt(2), row.getLong(3)),
                        queue.name(),
                        now.toEpochMilli())
                .stream()
                .findFirst();
    }

    /** Returns whether a message must move to the dead-letter queue. It stays if the dead-letter queue was deleted. */
    private boolean hasReachedMaxReceiveCount(Queue queue, Candidate candidate) throws SQLException {
        var redrive = queue.redrive();
        return redrive != null
                && candidate.receiveCount() >= redrive.maxReceiveCount()
                && exists(redrive.deadLetterQueue());
    }

    private boolean exists(String queue) throws SQLException {
        return !query("SELECT 1 FROM queue WHERE name = ?", row -> row.getInt(1), queue)
                .isEmpty();
    }

    private void moveToDeadLetterQueue(Queue source, Candidate message, Instant now) throws SQLException {
        update(
                "UPDATE message SET queue = ?, dead_letter_source = ?, visible_at = ?, receive_count = 0, receipt = NULL"
                        + " WHERE number = ?",
                source.redrive().deadLetterQueue(),
                source.name(),
                now.toEpochMilli(),
                message.number());
    }

    private QueuedMessage take(long number, Instant now, Instant visibleAt) throws SQLException {
        update(
                "UPDATE message SET visible_at = ?, receive_count = receive_count + 1, receipt = id || '#' || ?,"
                        + " first_received = coalesce(first_received, ?) WHERE number = ?",
                visibleAt.toEpochMilli(),
                UUID.randomUUID().toString(),
                now.toEpochMilli(),
                number);
        return query(
                        "SELECT message.*, bytes FROM message JOIN body USING (number) WHERE number = ?",
                        QueueStore::message,
                        number)
                .getFirst();
    }

    private int deleteMessages(String queue) throws SQLException {
        update("DELETE FROM body WHERE number IN (SELECT number FROM message WHERE queue = ?)", queue);
        return update("DELETE FROM message WHERE queue = ?", queue);
    }

    private static String idOf(String receipt) {
        return receipt.replaceFirst("#.*", "");
    }

    private static Queue queue(ResultSet row) throws SQLException {
        var deadLetterQueue = row.getString("dead_letter_queue");
        return new Queue(
                row.getString("name"),
                Duration.ofMillis(row.getLong("visibility_timeout")),
                Duration.ofMillis(row.getLong("delay")),
                Duration.ofMillis(row.getLong("receive_wait")),
                instant(row, "created"),
                instant(row, "modified"),
                deadLetterQueue == null ? null : new Queue.Redrive(deadLetterQueue, row.getInt("max_receive_count")));
    }

    private static QueuedMessage message(ResultSet row) throws SQLException {
        var firstReceived = row.getLong("first_received");
        return new QueuedMessage(
                row.getString("id"),
                new String(row.getBytes("bytes"), StandardCharsets.UTF_8),
                row.getString("attributes"),
                row.getString("group_id"),
                row.getString("trace_header"),
                instant(row, "sent"),
                instant(row, "visible_at"),
                firstReceived == 0 ? null : Instant.ofEpochMilli(firstReceived),
                row.getInt("receive_count"),
                row.getString("receipt"),
                row.getString("dead_letter_source"));
    }

    private static MoveTask moveTask(ResultSet row) throws SQLException {
        return new MoveTask(
                row.getString("handle"),
                row.getString("source"),
                row.getString("destination"),
                row.getLong("moved"),
                row.getLong("to_move"),
                instant(row, "started"),
                MoveTask.Status.valueOf(row.getString("status")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private synchronized <T> T inTransaction(Work<T> work) {
        try {
            var result = work.run();
            requireFile();
            connection.commit();
            return result;
        } catch (SQLException e) {
            closeStatements();
            rollback();
            throw isFull(e)
                    ? new StoreFullException(e)
                    : new IllegalStateException("The queue store failed: " + e.getMessage(), e);
        }
    }

    /** Closes the statements, because one that failed must not keep a lock. */
    private void closeStatements() {
        for (var statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                // Its transaction is rolled back.
            }
        }
        statements.clear();
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // SQLite has rolled back by itself, for example because the disk was full.
            begin();
        }
    }

    /** Begins a transaction, because the driver does not do it after a failed rollback. */
    private void begin() {
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN");
        } catch (SQLException e) {
            throw new IllegalStateException("The queue store failed: " + e.getMessage(), e);
        }
    }

    private static boolean isFull(SQLException e) {
        return e instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_WRITE);
    }

    /**
     * Fails when the database file was deleted or replaced. The process could still write to the deleted file, but the
     * data would be lost, so nothing may be acknowledged.
     */
    private void requireFile() throws SQLException {
        if (!fileKey.equals(fileKey())) {
            throw new SQLException(file + " was deleted or replaced");
        }
    }

    private Object fileKey() throws SQLException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            // The file was deleted: the key differs from the original one.
            return "";
        } catch (IOException e) {
            throw new SQLException(file + " cannot be read", e);
        }
    }

    private <T> List<T> query(String sql, RowReader<T> reader, Object... values) throws SQLException {
        try (var rows = prepare(sql, values).executeQuery()) {
            var results = new ArrayList<T>();
            while (rows.next()) {
                results.add(reader.read(rows));
            }
            return results;
        }
    }

    private int update(String sql, Object... values) throws SQLException {
        return prepare(sql, values).executeUpdate();
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
