// Italian insults at the shop, its people or the bot. Oaths at nobody are frustration and stand there.
import type { CueTable } from '../cue';

export const italianAbuse: CueTable = {
  insult: {
    weights: { abuse: 0.75, frustration: 0.35, complaint: 0.15 },
    phrases: `
      stronz-|str*i|str*o|str*nz-|strunz-
      coglion-|cogl*-|cojon-|cogliun-
      bastard-|bast*-
      cretin-
      idiot-
      imbecill-
      deficient-
      scemo|scema|scemi|sceme
      stupid-
      ignorant-
      cerebroles-
      mongoloid-
      ritardat-
      handicappat-
      mentecatt-
      mezz- calzett-|seg-
      pezz- di? merda|m*a|m*da
      teste|testa|facce|faccia di? cazzo|merda|culo|c*o|rapa|minchia
      figli|figlio di puttana|troia|p*-|buona|mignotta|cane
      puttan-|putt*-
      troia|troie|mignott-|baldracc-
      ricchion-|frocio|froci|culatton-
      negro|negri|terron-
      merde|merdos-|merdacce
      schifosi|schifosa|schifoso
      siete|sei|branco ..2 parassit-|sanguisug-|vermi|verme|feccia|spazzatura|animali|bestie|somari|asini|asino|capre|capra|caproni
      rimbambit-|rincoglionit-|rinco*-
      fate|fai|sei|siete ..1 schifo`,
  },
  'calls-crooks': {
    weights: { abuse: 0.62, frustration: 0.35, complaint: 0.35 },
    phrases: `
      ladri|ladro|ladra|ladron-
      truffator-|truffald-
      delinquent-
      criminal-
      farabutt-
      mascalzon-
      buffoni|buffone|buffonat-
      siete|sei|branco|massa|che ..2 pagliacc-
      pagliacciat-
      bugiard-
      imbroglion-
      cialtron-
      incapac-
      incompetenti
      banditi|bandit-
      mafios-
      disonesti
      sciacall-
      vergognatevi|vergognati
      dilettanti
      fannullon-|lavativ-|nullafacent-
      miserabil-|pezzent-|straccion-
      siete|sei ..3 inutil-|ridicol-|patetic-|penos-|schifos-|pazzi|matti
      siete|sei ..3 di merda`,
  },
  'go-to-hell': {
    weights: { abuse: 0.85, frustration: 0.35 },
    mood: 'fixed',
    phrases: `
      vaffanculo|vaffancul-|fanculo|affanculo|vaffa|vaf*-|v*o|fancul-|fank-|vafammoc-|vafangul-
      a fanculo
      va|vai|andate|andatevene|vada ..2 cagare|cacare|diavolo|fanculo|inferno
      quel paese
      vai|andate|vada a farti|farvi|fare|morire
      in culo
      ciucciam-|succhiam-|suca|sucate
      crepate tutti
      muori|morite|schiattate
      chiudi|chiudete|chiuditi|chiuda ..1 bocca|becco|cesso
      sta|stai|stia|zitto|zitta zitto|zitta
      ti|vi ammazzo|uccido|spacco|meno|gonfio|massacro|picchio|sfascio
      ti|vi|la vengo ..2 prendere|cercare|trovare
      vi|ti faccio ..1 male|fuori
      sputo|sputerei
      bocca chiusa`,
  },
  hate: {
    weights: { abuse: 0.55, frustration: 0.55 },
    mood: 'fixed',
    phrases: 'vi|ti odio\nvi detesto\nmaledetti|maledetto',
  },
  harassment: {
    weights: { abuse: 0.75 },
    mood: 'fixed',
    phrases: `
      scopiamo|scopare|scopami|scopata
      trombare|trombiamo
      pompin-|bocchin-
      cazzo duro|mio
      tette|figa|fica|culo|sesso
      arrapat-
      sei|quanto ..1 sexy|bona|gnocca`,
  },
};
