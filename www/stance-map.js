// The module that pages load: defines <stance-map>.
import { StanceMapElement } from './element/element.js';

export { StanceMapElement };

if (!customElements.get('stance-map')) customElements.define('stance-map', StanceMapElement);
