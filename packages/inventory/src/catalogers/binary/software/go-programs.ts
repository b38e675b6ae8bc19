import type { Classifier } from "../classifier.ts";
import { after, alone, linkedByGo, NUMBERS, near, type Pattern } from "../pattern.ts";

/** Constants of a Go program stand one after the other without anything between them. */
function between(text: string, next: string): Pattern {
	return { ...near(text, new RegExp(`${RegExp.escape(text)}(${NUMBERS}(?:-rc\\d)?)${next}`)), isGuess: true };
}

const ISTIO = "\\d\\.\\d{1,2}(?:\\.\\d{1,2}(?:-(?:alpha|beta|rc)\\.\\d{1,2})?|-dev)";
const BEATS = ["auditbeat", "filebeat", "heartbeat", "metricbeat", "packetbeat"];

/**
 * Programs made with Go whose build information often lacks their own version. Where it has one, or where it names the module,
 * both are one package.
 */
export const GO_PROGRAMS: readonly Classifier[] = [
	{
		name: "consul",
		files: ["consul"],
		versions: [
			after("CONSUL_VERSION: ", NUMBERS),
			after("consul/version.GitDescribe=v", NUMBERS),
			after("consul/version.GitDescribe=", NUMBERS),
			linkedByGo(),
		],
		module: "github.com/hashicorp/consul",
		cpes: ["hashicorp:consul"],
	},
	{
		name: "vault",
		files: ["vault"],
		versions: [
			linkedByGo(),
			{ ...near("0x%016x1.", /0x%016x(1\.\d{2}\.\d{1,2}?)(?:123-abc|\d\.\d{2}\.|\n)/), isGuess: true },
			between(":revoke", "\\)\\(nil\\)"),
			between("index_state", "\\s"),
		],
		module: "github.com/hashicorp/vault",
		cpes: ["hashicorp:vault"],
	},
	{
		name: "helm",
		files: ["helm", "tiller"],
		versions: [linkedByGo()],
		module: "helm.sh/helm/v{major}",
		cpes: ["helm:helm"],
	},
	{
		name: "traefik",
		files: ["traefik"],
		versions: [linkedByGo()],
		module: "github.com/traefik/traefik/v{major}",
		cpes: ["traefik:traefik"],
	},
	{
		name: "grafana",
		files: ["grafana", "grafana-server"],
		versions: [{ ...near("\0release-", /\0release-(\d{1,2}\.\d{1,2}\.\d{1,2})/), isGuess: true }, linkedByGo()],
		module: "github.com/grafana/grafana",
		cpes: ["grafana:grafana"],
	},
	{
		name: "nginx-ingress-controller",
		files: ["nginx-ingress-controller"],
		versions: [linkedByGo(), { ...alone("\\d\\.\\d{1,2}\\.\\d{1,2}", "v"), isGuess: true }],
		module: "k8s.io/ingress-nginx",
		cpes: ["kubernetes:ingress-nginx"],
	},
	{
		name: "istio",
		files: ["pilot-agent", "pilot-discovery"],
		// Where two stand together the first is that of the images it asks for.
		versions: [{ ...alone(ISTIO, `(?<![0-9A-Za-z.:+/_-])(?:${ISTIO}\\0{1,16})?`), isGuess: true }],
		module: "istio.io/istio",
		cpes: ["istio:istio"],
	},
	{
		name: "elastic-agent",
		files: ["elastic-agent"],
		versions: [between("enroll", "-?header"), between("enroll: true", "-?header"), between("04PM", ":https")],
		cpes: ["elastic:elastic_agent"],
	},
	...BEATS.map(
		(name): Classifier => ({
			name,
			files: [name],
			versions: [between("setupTest ", "(?=[^0-9.])"), between("createplugin", "global"), between("m.rate", "-9765625")],
			cpes: [`elastic:${name}`],
		}),
	),
];
