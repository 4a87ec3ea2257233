// Everything works without these; they make it quicker.
import './js/attachments.js';
import './js/copy.js';
import './js/drafts.js';
import './js/forms.js';
import './js/imports.js';
import './js/live_search.js';
import './js/menus.js';
import './js/past_handling.js';
import './js/phone.js';
import './js/queue.js';
import './js/recording.js';
import './js/scan.js';
import './js/shortcuts.js';
import './js/sidebar.js';
import './js/stepper.js';
