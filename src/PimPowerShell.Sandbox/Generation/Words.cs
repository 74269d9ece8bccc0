using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Generation;

/// <summary>The words that the generated catalog is made of, invented for it. Languages stand in the order of <see cref="Locales"/>.</summary>
internal static class Words
{
    public static readonly string[] Locales = ["en_US", "fr_FR", "de_DE"];

    public static readonly string[][] Adjectives =
    [
        ["Light", "léger", "leicht"], ["Sturdy", "robuste", "robust"], ["Classic", "classique", "klassisch"],
        ["Compact", "compact", "kompakt"], ["\"Nordic\"", "« nordique »", "„nordisch“"], ["Everyday", "quotidien", "alltäglich"],
        ["Silent", "silencieux", "geräuscharm"], ["Wide", "large", "breit"], ["Rounded", "arrondi", "abgerundet"],
        ["Limited ✨", "limité ✨", "limitiert ✨"], ["Foldable", "pliable", "faltbar"], ["Eco 🌱", "éco 🌱", "Öko 🌱"],
    ];

    public static readonly string[][] Benefits =
    [
        ["Made to be repaired: every part can be ordered on its own.", "Conçu pour être réparé : chaque pièce se commande séparément.", "Reparierbar gebaut: jedes Teil ist einzeln erhältlich."],
        ["Ships flat & without plastic.", "Livré à plat & sans plastique.", "Wird flach & ohne Kunststoff verschickt."],
        ["Tested for ten years of daily use.", "Testé pour dix ans d'usage quotidien.", "Auf zehn Jahre täglichen Gebrauch geprüft."],
        ["Cares for itself: a damp cloth is enough.", "S'entretient seul : un chiffon humide suffit.", "Pflegeleicht: ein feuchtes Tuch genügt."],
        ["Fits where others do not.", "Trouve sa place là où d'autres ne passent pas.", "Passt, wo andere nicht passen."],
        ["From a family workshop near the coast.", "D'un atelier familial près de la côte.", "Aus einer Familienwerkstatt an der Küste."],
        ["Colours may differ by ±5 % between lots.", "Les couleurs peuvent varier de ±5 % selon les lots.", "Farben können je nach Los um ±5 % abweichen."],
    ];

    public static readonly string[] Brands = [.. from head in BrandHeads from tail in BrandTails select head + tail];

    public static readonly string[] Countries =
    [
        "austria", "belgium", "brazil", "canada", "china", "czechia", "denmark", "finland", "france", "germany", "india", "italy",
        "japan", "mexico", "morocco", "netherlands", "norway", "poland", "portugal", "spain", "sweden", "switzerland", "turkey", "vietnam",
    ];

    public static readonly IReadOnlyList<string> LocaleCodes = (
        "af_ZA am_ET ar_AE ar_BH ar_DZ ar_EG ar_IQ ar_JO ar_KW ar_LB ar_LY ar_MA ar_OM ar_QA ar_SA ar_SY ar_TN ar_YE as_IN az_AZ ba_RU be_BY bg_BG " +
        "bn_BD bn_IN bo_CN br_FR bs_BA ca_ES co_FR cs_CZ cy_GB da_DK de_AT de_CH de_DE de_LI de_LU dv_MV el_GR en_AU en_BZ en_CA en_GB en_IE en_IN " +
        "en_JM en_MY en_NZ en_PH en_SG en_TT en_US en_ZA en_ZW es_AR es_BO es_CL es_CO es_CR es_DO es_EC es_ES es_GT es_HN es_MX es_NI es_PA es_PE " +
        "es_PR es_PY es_SV es_US es_UY es_VE et_EE eu_ES fa_IR fi_FI fo_FO fr_BE fr_CA fr_CH fr_FR fr_LU fr_MC fy_NL ga_IE gd_GB gl_ES gu_IN he_IL " +
        "hi_IN hr_HR hu_HU hy_AM id_ID ig_NG is_IS it_CH it_IT ja_JP ka_GE kk_KZ kl_GL km_KH kn_IN ko_KR ky_KG lb_LU lo_LA lt_LT lv_LV mi_NZ mk_MK " +
        "ml_IN mn_MN mr_IN ms_MY mt_MT nb_NO ne_NP nl_BE nl_NL nn_NO oc_FR or_IN pa_IN pl_PL ps_AF pt_BR pt_PT rm_CH ro_RO ru_RU rw_RW sa_IN se_NO " +
        "si_LK sk_SK sl_SI sq_AL sv_FI sv_SE sw_KE ta_IN te_IN tg_TJ th_TH tk_TM tr_TR tt_RU ug_CN uk_UA ur_PK uz_UZ vi_VN wo_SN xh_ZA yo_NG zh_CN " +
        "zh_HK zh_TW zu_ZA").Split(' ');

    public static readonly IReadOnlyList<string> CurrencyCodes = (
        "AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK DZD EGP EUR GBP GEL HKD HUF IDR ILS INR ISK JOD JPY KES KRW KWD KZT LKR MAD MXN MYR " +
        "NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU UZS VND XAF ZAR").Split(' ');

    private static string[] BrandHeads => ["Alder", "Brisk", "Cobalt", "Dorn", "Ember", "Fjord", "Gale", "Harrow", "Ivory", "Juno", "Kestrel", "Lumen", "Marl"];

    private static string[] BrandTails => ["bay", "craft", "field", "hus", "line", "mark", "peak", "stone", "ware", "wick"];
}
