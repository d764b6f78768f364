// @ts-check
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Fault } = require('./fault');
const { requireProgram } = require('./programs');
const { runTool } = require('./tools');

const KAFKA_VERSION = '4.3.1';
const LOG4J_VERSION = '2.25.1';
const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/** @param {string} group @param {string} artifact @param {string} version */
const dependency = (group, artifact, version) =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion><groupId>alataw</groupId><artifactId>kafka</artifactId><version>1</version>
<dependencies>
${dependency('org.apache.kafka', 'kafka_2.13', KAFKA_VERSION)}
${dependency('org.apache.kafka', 'kafka-tools', KAFKA_VERSION)}
${dependency('org.apache.logging.log4j', 'log4j-slf4j-impl', LOG4J_VERSION)}
</dependencies></project>
`;

/** Where this machine keeps what every centre on it can share; `ALATAW_CACHE` names another folder. */
function cacheFolder() {
  const { ALATAW_CACHE, XDG_CACHE_HOME } = process.env;
  return ALATAW_CACHE || path.join(XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'alataw');
}

/**
 * The folder of Kafka's jars, fetched from Maven Central the first time (54 MB). It is filled under another name and
 * then renamed, so that it is complete once it is there, and two launchers at once do no harm.
 * @param {(text: string) => void} say
 * @returns {Promise<string>}
 */
async function kafkaJars(say) {
  const jars = path.join(cacheFolder(), `kafka-${KAFKA_VERSION}`);
  await requireProgram('java', say);
  if (fs.existsSync(jars)) return jars;
  await requireProgram('mvn', say);
  say(`fetching Kafka ${KAFKA_VERSION} from Maven Central (54 MB, once on this machine)`);
  fs.mkdirSync(cacheFolder(), { recursive: true });
  const work = fs.mkdtempSync(`${jars}.`);
  try {
    fs.writeFileSync(path.join(work, 'pom.xml'), POM);
    const target = path.join(work, 'jars');
    const logFile = path.join(work, 'maven.log');
    const failure = await runTool('mvn', ['-q', '-B', COPY_GOAL, `-DoutputDirectory=${target}`], {
      cwd: work,
      logFile,
    });
    if (failure !== '') {
      const reason =
        fs
          .readFileSync(logFile, 'utf8')
          .split('\n')
          .find((line) => line.includes('[ERROR]')) ?? failure;
      throw new Fault(
        `Kafka's jars could not be fetched from Maven Central (${reason.replace('[ERROR] ', '').slice(0, 300)}); ` +
          'start again once it can be reached, or name a running Kafka: KAFKA_BROKERS=host:9092 npm start',
      );
    }
    // Somebody else may have been faster: theirs is as good.
    if (!fs.existsSync(jars)) fs.renameSync(target, jars);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  return jars;
}

module.exports = { kafkaJars, cacheFolder, KAFKA_VERSION };
