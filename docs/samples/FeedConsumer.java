// Reads a feed of Alataw from Kafka, and proves that nothing of it is missing. Copy it: all it needs is kafka-clients (and slf4j-api) 3.0 or newer.
//
//   KAFKA_BROKERS=… KAFKA_USER=… KAFKA_PASSWORD=… FEED_TOPIC=carriers.feed.KAZPOST.all GROUP=KAZPOST.main \
//     java -cp 'jars/*' FeedConsumer.java
//
// KAFKA_PROTOCOL=SASL_PLAINTEXT for a demonstration without TLS; UNTIL_END=1 stops at what is the end of the feed now.
// Ctrl-C stops it. It begins again where it stopped: how far it has come, and the proof up to there, are committed together.
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

public class FeedConsumer {
  /** How far the feed has been read: the offset to read next, the events before it, and their running hash. */
  record Place(long offset, long count, byte[] chain) {}

  static final Place START = new Place(-1, 0, new byte[32]);

  public static void main(String[] args) throws Exception {
    Properties config = new Properties();
    config.put("bootstrap.servers", env("KAFKA_BROKERS", ""));
    config.put("group.id", env("GROUP", ""));
    config.put("enable.auto.commit", "false");
    config.put("auto.offset.reset", "earliest");
    config.put("allow.auto.create.topics", "false");
    config.put("security.protocol", env("KAFKA_PROTOCOL", "SASL_SSL"));
    config.put("sasl.mechanism", "SCRAM-SHA-512");
    config.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(env("KAFKA_USER", ""), env("KAFKA_PASSWORD", "")));
    boolean untilEnd = !env("UNTIL_END", "").isEmpty();
    TopicPartition feed = new TopicPartition(env("FEED_TOPIC", ""), 0);

    AtomicBoolean running = new AtomicBoolean(true);
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> { running.set(false); join(main); }));

    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      // One partition has one reader: it is taken outright, so that no group has to be balanced.
      consumer.assign(List.of(feed));
      Place place = committed(consumer, feed);
      long end = consumer.endOffsets(List.of(feed)).get(feed);
      while (running.get() && !(untilEnd && consumer.position(feed) >= end)) {
        var records = consumer.poll(Duration.ofSeconds(1));
        for (var record : records) place = after(place, record);
        if (records.isEmpty()) continue;
        String proof = place.count() + " " + hex(place.chain());
        consumer.commitSync(Map.of(feed, new OffsetAndMetadata(place.offset(), proof)));
      }
      System.out.printf("count=%d hash=%s%n", place.count(), hex(place.chain()));
    }
    System.out.flush();
  }

  /** Where this group has come to; Kafka has kept it with the offset. */
  static Place committed(KafkaConsumer<byte[], byte[]> consumer, TopicPartition feed) {
    OffsetAndMetadata kept = consumer.committed(Set.of(feed)).get(feed);
    if (kept == null) return START;
    String[] proof = kept.metadata().split(" ");
    return new Place(kept.offset(), Long.parseLong(proof[0]), HexFormat.of().parseHex(proof[1]));
  }

  static Place after(Place place, ConsumerRecord<byte[], byte[]> record) throws Exception {
    // Records with this header are about the feed, and no events.
    if (header(record, "feed-control") != null) return new Place(record.offset() + 1, place.count(), place.chain());
    long stated = Long.parseLong(header(record, "feed-count"));
    byte[] statedChain = HexFormat.of().parseHex(header(record, "feed-chain"));
    // What retention has removed cannot be checked any more: the chain is begun with the first event that is left.
    boolean isFirst = place.offset() == START.offset() && stated > 1;
    long count = isFirst ? stated : place.count() + 1;
    byte[] chain = isFirst ? statedChain : sha256(place.chain(), sha256(record.value()));
    if (count != stated || !MessageDigest.isEqual(chain, statedChain))
      throw new IllegalStateException(
          "event %d at offset %d is not the one that was written: something is missing".formatted(count, record.offset()));
    take(new String(record.value(), StandardCharsets.UTF_8));
    return new Place(record.offset() + 1, count, chain);
  }

  /** Your work: keep what the event says. In your database, keep its offset, count and chain in the same transaction. */
  static void take(String event) {
    if (!env("VERBOSE", "").isEmpty()) System.out.println(event);
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  static byte[] sha256(byte[]... parts) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) digest.update(part);
    return digest.digest();
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static String env(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    }
  }
}
