/**
 * Shows procedures of a municipality on its own website:
 *
 *   <script src="https://portal.example/embed/bauleitportal.js" defer></script>
 *   <bauleitportal-verfahren mandant="musterstadt" ansicht="liste"></bauleitportal-verfahren>
 *
 * mandant: the municipality's name in the portal's addresses. ansicht: liste or karte. verfahren: id of one procedure, instead of ansicht.
 * Reports: <bauleitportal-meldungen mandant="musterstadt" ansicht="liste"></bauleitportal-meldungen>, ansicht: liste, karte or melden.
 * titel: name of the frame for screen readers. Whatever stands inside the element (a link) is shown where this script does not run.
 * The frame sets no cookie, and grows with its content. It appears only on websites that the municipality allows.
 */
(() => {
	'use strict';
	const script = document.currentScript;
	if (!script || customElements.get('bauleitportal-verfahren')) return;
	const portal = new URL(script.src).origin;
	const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
	const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
	const [LOWEST, HIGHEST] = [120, 20000];

	/** A frame with a page of the portal; what it shows, its kinds say. */
	class Bauleitportal extends HTMLElement {
		#frame = null;
		#listener = (event) => this.#receive(event);

		connectedCallback() {
			window.addEventListener('message', this.#listener);
			this.#show();
		}

		disconnectedCallback() {
			window.removeEventListener('message', this.#listener);
		}

		attributeChangedCallback() {
			if (this.isConnected) this.#show();
		}

		#show() {
			const tenant = this.getAttribute('mandant') ?? '';
			// Only values that can be an address of the portal become one.
			const path = SLUG.test(tenant) ? this.path() : null;
			const address = path && `${portal}/embed/${tenant}/${path}`;
			if (!address) {
				console.warn(`<${this.localName}>: mandant oder verfahren stimmt nicht.`);
				return;
			}
			if (!this.#frame) {
				const frame = document.createElement('iframe');
				frame.setAttribute(
					'sandbox',
					'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation allow-downloads'
				);
				frame.style.cssText = 'display:block;width:100%;border:0;height:32rem';
				this.#frame = frame;
				this.style.display = 'block';
				this.replaceChildren(frame);
			}
			this.#frame.title = this.getAttribute('titel') || this.frameTitle;
			if (this.#frame.src !== address) this.#frame.src = address;
		}

		/** The frame tells its height; nobody else is believed. */
		#receive(event) {
			if (event.origin !== portal || event.source !== this.#frame?.contentWindow) return;
			const { type, height } = event.data ?? {};
			if (type !== 'bauleitportal-height' || !Number.isFinite(height)) return;
			this.#frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(height)))}px`;
		}
	}

	class BauleitportalVerfahren extends Bauleitportal {
		static observedAttributes = ['mandant', 'ansicht', 'verfahren', 'titel'];
		frameTitle = 'Planungsverfahren im Bauleitportal';

		path() {
			const procedure = this.getAttribute('verfahren');
			if (procedure !== null) return ID.test(procedure) ? `verfahren/${procedure}` : null;
			return this.getAttribute('ansicht') === 'karte' ? 'karte' : 'liste';
		}
	}

	class BauleitportalMeldungen extends Bauleitportal {
		static observedAttributes = ['mandant', 'ansicht', 'titel'];
		frameTitle = 'Meldungen im Bauleitportal';

		path() {
			return { karte: 'meldungskarte', melden: 'melden' }[this.getAttribute('ansicht')] ?? 'meldungen';
		}
	}

	customElements.define('bauleitportal-verfahren', BauleitportalVerfahren);
	customElements.define('bauleitportal-meldungen', BauleitportalMeldungen);
})();
