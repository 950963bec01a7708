/** Has the service worker keep what a round needs, before it is needed. Without one (private windows) nothing happens. */
export async function keepForTheField(tenant: string): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const base = `/${tenant}/wege`;
	const { active } = await navigator.serviceWorker.ready;
	active?.postMessage({ keep: [base, `${base}/rundgang`, `${base}/netz.json`] });
}
