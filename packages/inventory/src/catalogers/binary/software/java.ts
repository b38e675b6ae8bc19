import type { Classifier } from "../classifier.ts";
import { after, near } from "../pattern.ts";

/** `17.0.9+9`, `1.8.0_352-b08`, `21.0.2+13-LTS` */
const BUILD = "\\d{1,2}[0-9A-Za-z.+_~-]{1,60}";
/** What a launcher is told when it is built: its own name, the version that it can run besides, its version. */
const LAUNCHER = "(?:java|javac|jdb)\\0{1,8}(?:0\\.0|1\\.\\d)\\0{1,8}";
const FILES = ["java", "javac", "jdb", "java.exe"];
const LIBRARY = "libjvm.so";

/** Java virtual machines. Their files say who built them only in part; the purls are Oracle's, as others write them. */
export const JAVA: readonly Classifier[] = [
	{
		name: "graalvm",
		namespace: "oracle",
		files: [...FILES, LIBRARY],
		versions: [
			near("openjdk\0", new RegExp(`openjdk\\0{1,8}${LAUNCHER}(\\d[0-9A-Za-z.+_~]{0,30}-jvmci-[0-9A-Za-z.+_~-]{1,30})\\0`)),
			near(" JRE (", / JRE \((\d[0-9A-Za-z.+_~]{0,30}-jvmci-[0-9A-Za-z.+_~-]{1,30})\)/),
		],
		cpes: ["oracle:graalvm"],
		hasHome: true,
	},
	{
		name: "openjdk",
		namespace: "oracle",
		files: [...FILES, LIBRARY, "release"],
		versions: [
			near("openjdk\0", new RegExp(`openjdk\\0{1,8}${LAUNCHER}(${BUILD})\\0`)),
			near("openjdk\0", new RegExp(`0\\.0\\0{1,8}(${BUILD})\\0{1,8}openjdk\\0`)),
			near(" JRE (", new RegExp(`OpenJDK [^\\0]{1,100} JRE \\((${BUILD})\\)`)),
			near(
				'IMPLEMENTOR="',
				new RegExp(`IMPLEMENTOR="(?!Oracle)[^"]{1,60}"\\n(?:IMPLEMENTOR_VERSION="[^"]{0,60}"\\n)?JAVA_RUNTIME_VERSION="(${BUILD})"`),
			),
		],
		cpes: ["oracle:openjdk"],
		hasHome: true,
	},
	{
		name: "jre",
		namespace: "oracle",
		files: ["java", "java.exe", LIBRARY],
		versions: [
			near("java\0", new RegExp(`\\0${LAUNCHER}(${BUILD})\\0`)),
			near("java\0", new RegExp(`\\0(${BUILD})\\0{1,8}0\\.0\\0{1,8}java\\0`)),
			near(" JRE (", new RegExp(`HotSpot\\(TM\\) [^\\0]{1,100} JRE \\((${BUILD})\\)`)),
		],
		cpes: ["oracle:jre"],
		hasHome: true,
	},
	{
		name: "jdk",
		namespace: "oracle",
		files: ["javac", "jdb"],
		versions: [near("java\0", new RegExp(`\\0${LAUNCHER}(${BUILD})\\0`)), after("jdb\x000.0\0", BUILD, "\\0")],
		cpes: ["oracle:jdk"],
		hasHome: true,
	},
];
