// Italian complaints about how one is treated: no reply, rudeness, poor service, deceit, and complaints announced as such.
import type { CueTable } from '../cue';

export const italianServiceComplaints: CueTable = {
  'no-reply': {
    weights: { complaint: 0.58, frustration: 0.42 },
    phrases: `
      nessuno ..4 rispond-|risposto|aiuta|aiutat-|richiam-|contatt-|degnat-|caga|fila|interviene|risolv-
      nessuno sa|fa ..1 niente|nulla|cosa|dirmi|rispond-
      non ..3 rispond-|risposto
      non ..1 ho|abbiamo|c|arriva|do|date ..1 risposta|risposte
      nessuna|zero|alcuna ..1 risposta|risposte|riscontro|assistenza|spiegazione|scusa|soluzione
      senza ..3 risposta|risposte|riscontro|spiegazion-|esito
      senza che nessuno
      mai ..3 risposto|rispondono|risponde|rispondete|richiamat-|risposta|riscontro
      non ..3 richiamat-|ricontattat-|contattat-|degnat- ..1 nessuno?
      non ..3 ricevut-|avut- ..3 risposta|risposte|riscontro|aiuto|assistenza|comunicazion-|avvis-
      ignorat-|ignorate|ignorano|ignorando
      telefono|numero|centralino|linea|call ..3 occupat-|squilla|muto|vuoto|cade|morto|staccat-|irraggiungibil-
      squilla|suona a vuoto
      cade ..1 la? ..1 linea|chiamata
      irreperibil-|irraggiungibil-
      impossibile ..3 parlare|contattare|contattarvi|mettersi|avere
      non si riesce ..2 parlare|contattare|avere
      buttato|messo|mettono|chiuso|attaccato|sbattuto ..2 giu|telefono ..2 faccia?
      riattaccat-|riattacca|riattaccano`,
  },
  'formal-complaint': {
    weights: { complaint: 0.65, frustration: 0.15 },
    phrases: `
      @want|faccio|sto|bisogna|facciamo|posso|intendo ..3 fare|sporgere|presentare|aprire|inoltrare|inviare|mandare|esporre|facendo ..2 reclam-|lamentel-|segnalazione|rimostranz-
      @want|devo ..2 reclamare|lamentarmi|protestare
      faccio|facciamo|presento|sporgo|apro|inoltro|invio ..1 reclamo|lamentela|protesta
      mi lamento
      reclamo ..1 formale|ufficiale|scritto|per|contro|verso|riguardo|urgente
      come ..3 fare|faccio|presentare|sporgere|aprire|inoltrare ..1 reclamo|lamentela`,
  },
  'complaint-word': { weights: { complaint: 0.42 }, phrases: 'reclam-\nlamentel-\nlamentarmi\nprotest-\nrimostranz-' },
  'just-complaint': { weights: { complaint: 0.6 }, place: 'alone', phrases: 'reclamo|reclami|lamentela|lamentele' },
  awful: {
    weights: { complaint: 0.58, frustration: 0.42 },
    phrases: `
      @awful
      @service ..3 @awful
      @awful ..1 @service
      da denuncia|vergognarsi|evitare|dimenticare|terzo|quarto mondo?
      fa|fate|fanno|faceva schifo|pena|pieta|ridere|vomitare|cagare|cacare
      terzo mondo
      peggior-|peggio ..2 servizio|assistenza|esperienza|acquisto|azienda|compagnia|gestore|operatore|negozio|corriere|mai
      il peggio
      zero assistenza|serieta|professionalita|rispetto|comunicazione|organizzazione`,
  },
  absurd: {
    weights: { complaint: 0.5, frustration: 0.5 },
    phrases:
      'assurd-\nridicol-\nincredibil-|pazzesc- che|come ..6 non\nbarzellett-\nroba da matti|pazzi\nfollia|follie\nmadornal-',
  },
  shame: {
    weights: { complaint: 0.6, frustration: 0.6 },
    phrases: 'vergogna\nvergogn-\nschifo\nuno|che|sto schifo\nschifezz-\nporcheri-',
  },
  disappointed: {
    weights: { complaint: 0.52, frustration: 0.35 },
    phrases: `
      delus-
      delud-
      insoddisfatt-
      scontent-
      amareggiat-
      sconcertat-|sconvolt-|allibit-|basit-|sconcert-
      rammaricat-
      non|poco|per niente|nulla ..1 content-|soddisfatt-
      non ..3 soddisfatt-|content-|felice
      mi|ci aspettavo|aspettavamo ..2 di|meglio|altro|piu
      pentit-
      mi pento
      esperienza ..2 negativa|pessima|brutta|deludente
      brutta|pessima esperienza|figura|sorpresa
      figuraccia
      contrariat-
      rimast- ..1 male|malissimo
      dimenticat- ..1 di me|noi
      pagat- ..4 per ..3 del|di genere|cosi
      malissimo
      di male in peggio`,
  },
  unprofessional: {
    weights: { complaint: 0.5, frustration: 0.3 },
    mood: 'fixed',
    phrases: `
      disorganizzat-
      inefficien-
      inefficac-
      incompeten-
      inaffidabil-
      disonest-
      scorrett-
      poco|non|zero|per niente|nulla ..2 serio|seri|seria|serie|serieta|professional-|affidabil-|corrett-|onest-|trasparent-|gentil-
      mancanza di ..1 rispetto|serieta|professionalita|trasparenza|comunicazione
      poca|scarsa serieta|professionalita|chiarezza|comunicazione|attenzione|trasparenza
      non sapete|sanno|sa|sai ..2 niente|nulla|lavorare
      scaricabarile|rimpallo|rimpall-
      negligen-
      menefreghis-
      se ne ..2 fregan-|frega|sbatt-|lava-|fott-
      ve ne ..1 fregate|sbattete|fottete
      non ..2 risolv-|risolto|risolvete|risolvono`,
  },
  rude: {
    weights: { complaint: 0.58, frustration: 0.35 },
    phrases: `
      maleducat-
      maleducazione
      scortes-
      sgarbat-
      cafon-
      villan-
      arrogan-
      antipatic-
      irrispettos-
      strafottent-
      trattat- ..2 male|malissimo|merda|schifo|pezza|idiot-|scem-|pesci
      rispost-|risponde|rispondono ..1 male|malissimo|sgarb-
      urlat-|insultat-|aggredit-
      brutti modi
      modi ..1 pessimi|bruschi|brutti`,
  },
  deceived: {
    weights: { complaint: 0.58, frustration: 0.45 },
    phrases: `
      truff-
      fregatur-
      fregat-
      imbrogl-
      raggir-
      inganna-|inganno
      presa|preso|presi|prese|prendono|prendete|prendere|prendendo ..1 in giro
      presa|preso|presi|prese|prendono|prendete|prendere ..1 per ..1 fondelli|culo|scemi|scemo
      pres- per ..1 fess-|scem-|cul-
      pubblicita ingannevole
      prendermi|prenderci in giro
      bugie|bugia|balle|frottole|menzogn-
      mentit-|mentite|mentono
      furto
      rubat- ..2 soldi|pacco
      promesse ..2 mantenut-|marinai?
      promess- ..3 mai|non`,
  },
  'warns-others': {
    weights: { complaint: 0.52, frustration: 0.4 },
    phrases: `
      sconsigli-
      non ..2 consiglio|consigliato|consigliare|fidatevi|fidarsi|comprate|acquistate
      statene|state|stare ..1 lontan-|alla larga|larga|alla
      diffidate
      evitateli|evitatelo
      recension- ..3 negativ-|pessim-|stella|brutt-
      do|darei|merit-|voto|lascio|lascero|metto|mettero ..2 una|1|zero|0 stella|stelle`,
  },
  'leaves-us': {
    weights: { complaint: 0.42, frustration: 0.5 },
    mood: 'fixed',
    phrases: `
      mai|giammai piu
      non ..3 comprero|ordinero|acquistero|compreremo|tornero|ritornero|comprare|ordinare|acquistare|compro|ordino|acquisto ..2 piu|mai|nulla|niente
      ultim- ..2 volta|acquisto|ordine ..1 che|da|con ..3 compr-|ordin-|acquist-|voi|qui|qua?
      perso|perdete|perderete|perdendo|perdere ..2 cliente|clienti
      pass-|cambi-|vado|andro|torn-|torno ..3 concorrenza|altrove|gestore|fornitore|compagnia
      cambi- ..1 operatore|negozio
      non ..1 avrete|vedrete|vedete ..3 piu ..2 soldo|cliente|euro|me
      addio ..3 clienti|per sempre`,
  },
  'ends-contract': { weights: { complaint: 0.3, frustration: 0.25 }, phrases: 'disdic-|disdett-|disdire' },
  'no-thanks': {
    weights: { complaint: 0.5, frustration: 0.55 },
    mood: 'fixed',
    phrases: 'grazie ..1 per niente|nulla\ncomplimenti ..1 per ..2 ritardo|disservizio|attesa',
  },
  sarcasm: {
    weights: { complaint: 0.42, frustration: 0.48 },
    mood: 'fixed',
    phrases: `
      grazie ..1 per|del ..1 disservizio|averm- ..3 fatto|rovinat-|pers-
      complimenti ..1 davvero|vivissimi|proprio|bel|per ..3 ritardo|servizio|assistenza|disservizio|puntualita|serieta|velocita|professionalita|organizzazione
      complimenti davvero|vivissimi
      bel|bello|bella ..1 servizio|modo|serieta|figura|assistenza|puntualita|professionalita
      alla faccia
      aspetta e spera
      manco|neanche|nemmeno fosse|fossimo`,
  },
};
