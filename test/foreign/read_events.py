"""Reads a topic of Alataw to its end as a carrier's Python client would: librdkafka for Kafka, the registry's read routes
for the schemas, the Apache Avro library for the records. Prints one JSON object a line.

usage: read_events.py BROKERS TOPIC REGISTRY_URL
"""

import io
import json
import struct
import sys
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import Consumer, TopicPartition

brokers, topic, registry = sys.argv[1:4]
schemas = {}


def schema_of(schema_id):
    if schema_id not in schemas:
        with urllib.request.urlopen(f"{registry}/schemas/ids/{schema_id}") as answer:
            schemas[schema_id] = avro.schema.parse(json.load(answer)["schema"])
    return schemas[schema_id]


consumer = Consumer({"bootstrap.servers": brokers, "group.id": "unused", "enable.auto.commit": False})
partitions = list(consumer.list_topics(topic, timeout=10).topics[topic].partitions)
ends = {}
for partition in partitions:
    _, high = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=10)
    if high > 0:
        ends[partition] = high
consumer.assign([TopicPartition(topic, partition, 0) for partition in ends])
while ends:
    message = consumer.poll(10)
    if message is None or message.error():
        sys.exit(f"no message: {message and message.error()}")
    magic, schema_id = struct.unpack(">bI", message.value()[:5])
    assert magic == 0
    schema = schema_of(schema_id)
    record = avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(message.value()[5:])))
    print(
        json.dumps(
            {
                "partition": message.partition(),
                "offset": message.offset(),
                "key": message.key().decode(),
                "type": schema.name,
                "eventId": record.get("meta", {}).get("eventId"),
            }
        )
    )
    if message.offset() + 1 >= ends.get(message.partition(), 0):
        ends.pop(message.partition(), None)
consumer.close()
