// What the desk's pages do beyond links and forms. Everything can be read and decided without it.

import * as adding from "./adding";
import * as busy from "./busy";
import * as deciding from "./deciding";
import * as editing from "./editing";
import * as findings from "./findings";
import * as keys from "./keys";
import { kept, one, say } from "./page";

document.documentElement.classList.add("scripted");
editing.listen(); // first: while the panel is open the keys are its own
keys.listen();
findings.listen(editing.isEditing);
deciding.listen();
adding.listen();
busy.listen();

const words = kept.take("say");
if (words) say(words);
const looked = one(".n.card.on[data-finding]")?.dataset["finding"];
if (looked) findings.look(looked, { focus: true, scroll: true });
