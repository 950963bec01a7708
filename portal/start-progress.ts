import type { Progress } from './lib/server/open-services.ts';

const STEPS: Record<Parameters<Progress>[0], string> = {
	'database-create': 'Datenbank wird angelegt (etwa 15 Sekunden, braucht etwa 1 GB Arbeitsspeicher)',
	'database-open': 'Eingebettete Datenbank wird geöffnet (braucht etwa 1 GB Arbeitsspeicher)',
	migrate: 'Datenbankschema wird geprüft',
	queue: 'Warteschlange wird gestartet',
	ready: 'Dienste sind bereit'
};

/** Tells on the terminal what a start is doing and how long each step took, so that nobody takes a long one for a hang. */
export function startProgress() {
	const started = performance.now();
	const line = (text: string) => console.log(`[${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s] ${text}`);
	return {
		line,
		step: ((step, detail) => line(detail ? `${STEPS[step]}: ${detail}` : STEPS[step])) satisfies Progress,
		done: () => line('Der Server nimmt Anfragen an')
	};
}
