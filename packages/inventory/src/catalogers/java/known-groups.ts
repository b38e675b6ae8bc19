/** Artifacts whose archives do not say their group: no `pom.properties`, since they are built by Gradle, Ant or Bazel. */
export interface KnownGroup {
	/** Matches the whole artifact id. */
	readonly artifacts: RegExp;
	/** Absent where it is the artifact's own id. */
	readonly groupId?: string;
	/** Where the group changed: the first major version that has this one. */
	readonly since?: number;
}

/** The last one that applies counts. Facts of Maven Central. */
export const KNOWN_GROUPS: readonly KnownGroup[] = [
	{ artifacts: /^spring-boot(-.+)?$/, groupId: "org.springframework.boot" },
	{ artifacts: /^spring-security-.+$/, groupId: "org.springframework.security" },
	{ artifacts: /^spring-integration-.+$/, groupId: "org.springframework.integration" },
	{ artifacts: /^spring-session-.+$/, groupId: "org.springframework.session" },
	{ artifacts: /^spring-(kafka|kafka-test)$/, groupId: "org.springframework.kafka" },
	{ artifacts: /^spring-(amqp|rabbit|rabbit-.+)$/, groupId: "org.springframework.amqp" },
	{ artifacts: /^spring-graphql(-.+)?$/, groupId: "org.springframework.graphql" },
	{
		artifacts:
			/^spring-(aop|aspects|beans|context|context-indexer|context-support|core|core-test|expression|instrument|jcl|jdbc|jms|messaging|orm|oxm|r2dbc|test|tx|web|webflux|webmvc|webmvc-portlet|websocket)$/,
		groupId: "org.springframework",
	},
	{ artifacts: /^tomcat(-.+)?$/, groupId: "org.apache.tomcat" },
	{ artifacts: /^tomcat-embed-.+$/, groupId: "org.apache.tomcat.embed" },
	{ artifacts: /^kotlin-.+$/, groupId: "org.jetbrains.kotlin" },
	{ artifacts: /^kotlinx-.+$/, groupId: "org.jetbrains.kotlinx" },
	{ artifacts: /^(okhttp|okhttp-.+|logging-interceptor|mockwebserver|mockwebserver3)$/, groupId: "com.squareup.okhttp3", since: 3 },
	{ artifacts: /^okio(-.+)?$/, groupId: "com.squareup.okio" },
	{ artifacts: /^(kafka_2\..+|kafka-.+|connect-(api|runtime|json|transforms|file|mirror|mirror-client))$/, groupId: "org.apache.kafka" },
	{ artifacts: /^groovy(-.+)?$/, groupId: "org.codehaus.groovy" },
	{ artifacts: /^groovy(-.+)?$/, groupId: "org.apache.groovy", since: 4 },
	{ artifacts: /^aspectj(weaver|rt|tools)$/, groupId: "org.aspectj" },
	{ artifacts: /^hibernate-(core|envers|testing|jcache|hikaricp|c3p0|spatial|agroal|community-dialects)$/, groupId: "org.hibernate" },
	{
		artifacts: /^hibernate-(core|envers|testing|jcache|hikaricp|c3p0|spatial|agroal|community-dialects)$/,
		groupId: "org.hibernate.orm",
		since: 6,
	},
	{ artifacts: /^hibernate-commons-annotations$/, groupId: "org.hibernate.common" },
	{ artifacts: /^lucene-.+$/, groupId: "org.apache.lucene" },
	{ artifacts: /^junit-jupiter(-.+)?$/, groupId: "org.junit.jupiter" },
	{ artifacts: /^junit-platform-.+$/, groupId: "org.junit.platform" },
	{ artifacts: /^mockito-.+$/, groupId: "org.mockito" },
	{ artifacts: /^grpc-.+$/, groupId: "io.grpc" },
	{ artifacts: /^opentelemetry-.+$/, groupId: "io.opentelemetry" },
	{ artifacts: /^micrometer-tracing(-.+)?$/, groupId: "io.micrometer" },
	{ artifacts: /^caffeine$/, groupId: "com.github.ben-manes.caffeine" },
	{ artifacts: /^rxjava$/, groupId: "io.reactivex.rxjava2", since: 2 },
	{ artifacts: /^rxjava$/, groupId: "io.reactivex.rxjava3", since: 3 },
	{ artifacts: /^reactive-streams$/, groupId: "org.reactivestreams" },
	{ artifacts: /^checker-(qual|compat-qual)$/, groupId: "org.checkerframework" },
	{ artifacts: /^lz4-java$/, groupId: "org.lz4" },
	{ artifacts: /^h2$/, groupId: "com.h2database" },
	{ artifacts: /^hsqldb$/, groupId: "org.hsqldb" },
	{ artifacts: /^postgresql$/, groupId: "org.postgresql" },
	{ artifacts: /^ojdbc\d+$/, groupId: "com.oracle.database.jdbc" },
	{ artifacts: /^bc(prov|pkix|util|mail|pg|tls)-(jdk15on|jdk15to18|jdk18on)$/, groupId: "org.bouncycastle" },
	{ artifacts: /^ant(-.+)?$/, groupId: "org.apache.ant" },
	{ artifacts: /^xercesImpl$/, groupId: "xerces" },
	{
		artifacts:
			/^(antlr|aopalliance|asm|classworlds|dom4j|javax\.inject|junit|oro|xalan|xml-apis|commons-(beanutils|chain|cli|codec|collections|configuration|dbcp|digester|discovery|el|email|fileupload|httpclient|io|jexl|jxpath|lang|logging|net|pool|validator))$/,
	},
	{ artifacts: /^dom4j$/, groupId: "org.dom4j", since: 2 },
	{ artifacts: /^asm(-(analysis|commons|tree|util|xml))?$/, groupId: "org.ow2.asm", since: 4 },
	{ artifacts: /^jdom2?$/, groupId: "org.jdom" },
	{ artifacts: /^velocity$/, groupId: "org.apache.velocity" },
	{ artifacts: /^xz$/, groupId: "org.tukaani" },
	{ artifacts: /^apiguardian-api$/, groupId: "org.apiguardian" },
	{ artifacts: /^opentest4j$/, groupId: "org.opentest4j" },
	{ artifacts: /^json-path$/, groupId: "com.jayway.jsonpath" },
	{ artifacts: /^cglib(-nodep)?$/, groupId: "cglib" },
	{ artifacts: /^serializer$/, groupId: "xalan" },
	{ artifacts: /^axis$/ },
	{ artifacts: /^axis-(jaxrpc|saaj)$/, groupId: "org.apache.axis" },
	{ artifacts: /^bson(-.+)?$/, groupId: "org.mongodb" },
	{ artifacts: /^freemarker$/, groupId: "org.freemarker" },
	{ artifacts: /^guice$/, groupId: "com.google.inject" },
	{ artifacts: /^hamcrest(-.+)?$/, groupId: "org.hamcrest" },
	{ artifacts: /^mysql-connector-java$/, groupId: "mysql" },
	{ artifacts: /^mysql-connector-j$/, groupId: "com.mysql" },
	{ artifacts: /^perfmark-api$/, groupId: "io.perfmark" },
	{ artifacts: /^poi(-.+)?$/, groupId: "org.apache.poi" },
	{ artifacts: /^protobuf-(java|java-util|javalite|kotlin)$/, groupId: "com.google.protobuf" },
	{ artifacts: /^retrofit$/, groupId: "com.squareup.retrofit2", since: 2 },
	{ artifacts: /^(servlet|jsp)-api$/, groupId: "javax.servlet" },
	{ artifacts: /^thymeleaf(-.+)?$/, groupId: "org.thymeleaf" },
	{ artifacts: /^quartz$/, groupId: "org.quartz-scheduler" },
	{ artifacts: /^jna(-platform)?$/, groupId: "net.java.dev.jna" },
	{ artifacts: /^jetbrains-annotations$/, groupId: "org.jetbrains" },
];

/** The group of an artifact that is known to keep it to itself. */
export function knownGroupOf(artifactId: string, version: string): string | undefined {
	const major = Number.parseInt(version, 10);
	const fits = ({ artifacts, since = 0 }: KnownGroup): boolean => artifacts.test(artifactId) && (since === 0 || major >= since);
	const known = KNOWN_GROUPS.findLast(fits);
	return known === undefined ? undefined : (known.groupId ?? artifactId);
}
