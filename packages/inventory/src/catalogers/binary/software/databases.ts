import type { Classifier } from "../classifier.ts";
import { after, alone, before, NUMBERS, near } from "../pattern.ts";

/** Numbers of a release, the name of the machine that built it and the time: `7.2.3buildkitsandbox-1702957734000000000`. */
const BUILD_ID = "(\\d{1,2}\\.\\d{1,2}\\.\\d{1,2}?)(?:[0-9a-f]{12}|[A-Za-z][0-9A-Za-z._-]{0,63})-\\d{10}0{9}\\0";

/** Database servers and their clients. Those that are built from another come before it. */
export const DATABASES: readonly Classifier[] = [
	{
		name: "postgresql",
		files: ["postgres", "psql", "pg_dump"],
		versions: [near("PostgreSQL", /PostgreSQL\)? (\d{1,2}(?:\.\d{1,3}){0,2}(?:(?:alpha|beta|rc)\d{1,2}|devel)?)(?: \(| on |\0|\n)/)],
		cpes: ["postgresql:postgresql"],
	},
	{
		name: "percona-xtrabackup",
		files: ["xtrabackup"],
		versions: [after("/percona-xtrabackup-", "\\d\\.\\d{1,2}\\.\\d{1,2}")],
		cpes: ["percona:xtrabackup"],
	},
	{
		name: "percona-xtradb-cluster",
		files: ["mysql", "mysqld"],
		versions: [after("/Percona-XtraDB-Cluster-", NUMBERS)],
		cpes: ["percona:xtradb_cluster"],
	},
	{ name: "percona-server", files: ["mysql", "mysqld"], versions: [after("/percona-server-", NUMBERS)], cpes: ["percona:percona_server"] },
	{
		name: "mysql-cluster",
		files: ["mysqld", "mysql", "ndbd", "ndbmtd", "ndb_mgmd"],
		versions: [
			after("/mysql-cluster-gpl-", NUMBERS),
			after("/mysql-cluster-com-", NUMBERS),
			near("-ndb-", /\d-ndb-(\d\.\d{1,2}\.\d{1,2})\0/),
		],
		cpes: ["oracle:mysql_cluster"],
	},
	{
		name: "mariadb",
		files: ["mariadb", "mariadbd", "mysql", "mysqld", "mariadb-dump", "mariadb-backup"],
		versions: [before("-MariaDB", NUMBERS, "\\0"), after("/mariadb-", "\\d{1,2}\\.\\d{1,2}\\.\\d{1,3}")],
		cpes: ["mariadb:mariadb"],
	},
	{
		name: "mysql-server",
		files: ["mysqld"],
		versions: [
			after("/mysql-", NUMBERS, "/"),
			after("/mysql-community-", NUMBERS),
			before("\0MySQL Community Server - GPL", NUMBERS, "\\0"),
		],
		cpes: ["oracle:mysql", "oracle:mysql_server"],
	},
	{
		name: "mysql",
		files: ["mysql", "mysqldump"],
		versions: [
			after("/mysql-", NUMBERS, "/"),
			near("\0mysql_real_escape_string_quote\0", /\0(\d\.\d{1,2}\.\d{1,3})\0{1,32}mysql_real_escape_string_quote/),
		],
		cpes: ["oracle:mysql"],
	},
	{
		name: "valkey",
		files: ["valkey-server", "valkey-cli"],
		versions: [near("000000000\0", new RegExp(`valkey${BUILD_ID}`)), after("valkey-cli ", NUMBERS)],
		cpes: ["lfprojects:valkey"],
	},
	{
		name: "redis",
		files: ["redis-server", "redis-check-rdb", "redis-check-aof", "redis-sentinel"],
		versions: [
			near("000000000\0", new RegExp(`(?<![0-9.A-Za-z])${BUILD_ID}`)),
			after("Redis version ", NUMBERS),
			before("\0c11-builtin\0", NUMBERS, "\\0"),
			before("\0atomic-builtin\0", NUMBERS, "\\0"),
		],
		cpes: ["redis:redis", "redislabs:redis"],
	},
	{ name: "memcached", files: ["memcached"], versions: [after("\0memcached ", NUMBERS)], cpes: ["memcached:memcached"] },
	{
		name: "mongodb",
		files: ["mongod", "mongos"],
		versions: [
			before("\0tcmalloc\0", NUMBERS, "\\0"),
			before("\0cppdefines\0", NUMBERS, "\\0"),
			{ ...alone("[3-9]\\.\\d\\.\\d{1,2}(?:-(?:rc|alpha|beta)\\d{1,2})?"), isGuess: true },
		],
		cpes: ["mongodb:mongodb"],
	},
	{
		name: "arangodb",
		files: ["arangosh", "arangod", "arangodump"],
		versions: [" [linux]", " enterprise [linux]", " [darwin]"].map((mark) => before(mark, `${NUMBERS}(?:-\\d{1,3})?`, "\\0")),
		cpes: ["arangodb:arangodb"],
	},
	{
		name: "sqlite",
		files: ["libsqlite3.so*", "sqlite3"],
		versions: [alone("3\\.\\d{1,2}\\.\\d{1,2}(?:\\.\\d)?")],
		cpes: ["sqlite:sqlite"],
	},
	{
		name: "sqlcipher",
		files: ["sqlcipher", "libsqlcipher.so*"],
		versions: [after("\0community\0", NUMBERS, "\\0")],
		cpes: ["zetetic:sqlcipher"],
	},
];
