namespace EventTicket.Sandbox;

/// <summary>Every test card that Stripe documents (docs.stripe.com/testing, cards only), and what each one does.</summary>
internal static class TestCards
{
    private const string Pays = "pays";
    private const string Asks = "asks you to approve (3-D Secure)";
    private static readonly Decline Generic = new("card_declined", "generic_decline", "Your card was declined.");
    private static readonly Decline NoFunds = new("card_declined", "insufficient_funds", "Your card has insufficient funds.");
    private static readonly Decline ProcessingError = new("processing_error", "processing_error", "An error occurred while processing your card. Try again in a little bit.");

    /// <summary>The cards that differ in what they do, or in their brand.</summary>
    public static readonly IReadOnlyList<TestCard> Plain =
    [
        new("4242424242424242", "pm_card_visa", "visa", Pays),
        new("4000056655665556", "pm_card_visa_debit", "visa", Pays),
        new("5555555555554444", "pm_card_mastercard", "mastercard", Pays),
        new("2223003122003222", "pm_card_mastercard_2series", "mastercard", Pays) { ByNumberOnly = true },
        new("5200828282828210", "pm_card_mastercard_debit", "mastercard", Pays),
        new("5105105105105100", "pm_card_mastercard_prepaid", "mastercard", Pays),
        new("378282246310005", "pm_card_amex", "amex", Pays),
        new("371449635398431", "pm_card_amex_2", "amex", Pays) { ByNumberOnly = true },
        new("6011111111111117", "pm_card_discover", "discover", Pays),
        new("6011000990139424", "pm_card_discover_2", "discover", Pays) { ByNumberOnly = true },
        new("6011981111111113", "pm_card_discover_debit", "discover", Pays) { ByNumberOnly = true },
        new("3056930009020004", "pm_card_diners", "diners", Pays),
        new("36227206271667", "pm_card_diners_14", "diners", Pays) { ByNumberOnly = true },
        new("6555900000604105", "pm_card_bccard", "discover", Pays) { ByNumberOnly = true },
        new("3566002020360505", "pm_card_jcb", "jcb", Pays),
        new("6200000000000005", "pm_card_unionpay", "unionpay", Pays),
        new("6200000000000047", "pm_card_unionpay_debit", "unionpay", Pays) { ByNumberOnly = true },
        new("6205500000000000004", "pm_card_unionpay_19", "unionpay", Pays) { ByNumberOnly = true },
        new("4000002500001001", "pm_card_visa_cartesBancaires", "visa", Pays),
        new("5555552500001001", "pm_card_mastercard_cartesBancaires", "mastercard", Pays),
        new("4000050360000001", "pm_card_visa_debit_eftposAuCoBranded", "visa", Pays),
        new("5555050360000080", "pm_card_mastercard_debit_eftposAuCoBranded", "mastercard", Pays),
        new("4000051230000072", "pm_card_debit_visaFsaProductCode", "visa", Pays) { Also = "pm_card_debit_visaHsaProductCode" },
        new("5200828282828897", "pm_card_mastercard_debit_mastercardFsaProductCode", "mastercard", Pays),
        new("4000000000000077", "pm_card_bypassPending", "visa", Pays),
        new("4000003720000278", "pm_card_bypassPendingInternational", "visa", Pays),

        Refused("4000000000000002", "chargeDeclined", "is refused", Generic),
        Refused("4000000000009995", "chargeDeclinedInsufficientFunds", "has not enough funds", NoFunds),
        Refused("4000000000009987", "chargeDeclinedLostCard", "was reported lost", new("card_declined", "lost_card", "Your card was declined.")),
        Refused("4000000000009979", "chargeDeclinedStolenCard", "was reported stolen", new("card_declined", "stolen_card", "Your card was declined.")),
        Refused("4000000000000069", "chargeDeclinedExpiredCard", "has expired", new("expired_card", "expired_card", "Your card has expired.")),
        Refused("4000000000000127", "chargeDeclinedIncorrectCvc", "has another CVC", new("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.")),
        Refused("4000000000000119", "chargeDeclinedProcessingError", "meets an error at its bank", ProcessingError),
        Refused("4000000000006975", "chargeDeclinedVelocityLimitExceeded", "was used too often",
            new("card_declined", "card_velocity_exceeded", "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.")),
        Refused("4000000000000341", "chargeCustomerFail", "is refused whenever it is charged", Generic),
        Refused("4100000000000019", "radarBlock", "is blocked as fraud", new("card_declined", "fraudulent", "Your card was declined.")) with { Also = "pm_card_chargeDeclinedFraudulent" },
        Refused("4000000000004954", "riskLevelHighest", "is blocked: its risk is the highest", new("card_declined", "fraudulent", "Your card was declined.")),

        // What blocks these at Stripe is a rule of the account; without such a rule they pay.
        new("4000000000009235", "pm_card_riskLevelElevated", "visa", Pays),
        new("4000008400000407", "pm_card_highFraudDisputeScore", "visa", Pays),
        new("4000008400000159", "pm_card_highEfwScore", "visa", Pays),
        new("4000008400001017", "pm_card_radarDynamicRiskThreshold", "visa", Pays),
        new("4001858821843804", "pm_card_freeTrialAbuseBlock", "visa", Pays),
        new("4000008405600003", "pm_card_adaptive3dsChallenge", "visa", Pays),
        new("4000000000000101", "pm_card_cvcCheckFail", "visa", Pays),
        new("4000000000000036", "pm_card_avsZipFail", "visa", Pays),
        new("4000058400307872", "pm_card_cvcCheckFailElevatedRisk", "visa", Pays),
        new("4000058400306072", "pm_card_avsZipFailElevatedRisk", "visa", Pays),
        new("4000000000000028", "pm_card_avsLine1Fail", "visa", Pays),
        new("4000000000000010", "pm_card_avsFail", "visa", Pays),
        new("4000000000000044", "pm_card_avsUnchecked", "visa", Pays),
        new("4000000000001208", "pm_card_captcha", "visa", Pays) { ByNumberOnly = true },
        new("4000000000003725", "pm_card_captcha_2", "visa", Pays) { ByNumberOnly = true },

        new("4000002760003184", "pm_card_authenticationRequired", "visa", Asks, AsksBuyer: true),
        new("4000002500003155", "pm_card_authenticationRequiredOnSetup", "visa", Asks, AsksBuyer: true),
        new("4000003800000446", "pm_card_authenticationRequiredSetupForOffSession", "visa", Asks, AsksBuyer: true),
        new("4000000000003220", "pm_card_threeDSecure2Required", "visa", Asks, AsksBuyer: true),
        new("4000008400000027", "pm_card_threeDSecure2Required_us", "visa", Asks, AsksBuyer: true) { ByNumberOnly = true },
        new("4000008260003178", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", "visa", "asks you to approve, then has not enough funds", NoFunds, AsksBuyer: true),
        new("4000008400001629", "pm_card_threeDSecureRequiredChargeDeclined", "visa", "asks you to approve, then is refused", Generic, AsksBuyer: true),
        new("4000008400001280", "pm_card_threeDSecureRequiredProcessingError", "visa", "must ask you to approve, and cannot", Generic),
        new("4000000000003055", "pm_card_threeDSecureOptional", "visa", Pays),
        new("4000000000003097", "pm_card_threeDSecureOptionalProcessingError", "visa", Pays),
        new("4000000032200000", "pm_card_threeDSecureFrictionless", "visa", Pays) { ByNumberOnly = true },
        new("4000582600000094", "pm_card_challengeOutOfBand", "visa", Asks, AsksBuyer: true) { ByNumberOnly = true },
        new("4000582600000045", "pm_card_challengePasscode", "visa", Asks, AsksBuyer: true) { ByNumberOnly = true },
        new("4000582600000102", "pm_card_challengeSingleSelect", "visa", Asks, AsksBuyer: true) { ByNumberOnly = true },
        new("4000582600000110", "pm_card_challengeMultiSelect", "visa", Asks, AsksBuyer: true) { ByNumberOnly = true },

        new("4000000000007726", "pm_card_pendingRefund", "visa", "pays; a refund stays pending for a while") { Refunds = RefundFate.Pending },
        new("4000000000005126", "pm_card_refundFail", "visa", "pays; a refund fails after a while") { Refunds = RefundFate.Fails },

        Disputed("4000000000000259", "createDispute", "pays, then disputes it as fraud", "fraudulent"),
        Disputed("4000000000002685", "createDisputeProductNotReceived", "pays, then says nothing was received", "product_not_received"),
        Disputed("4000000000001976", "createDisputeInquiry", "pays, then its bank asks why", "fraudulent") with { DisputeIsInquiry = true },
        Disputed("4000000404000079", "createMultipleDisputes", "pays, then disputes it twice", "fraudulent", "product_not_received"),
        Disputed("4000000404000038", "createCe3EligibleDispute", "pays, then disputes it as fraud", "fraudulent"),
        Disputed("4000008400000779", "createComplianceDispute", "pays, then disputes it by the card network's rules", "noncompliant"),
        Disputed("5105008400000002", "createMastercardComplianceDispute", "pays, then disputes it by the card network's rules", "noncompliant") with { Brand = "mastercard" },
        Disputed("4000000001000043", "createAutoRepresentmentEligibleDispute", "pays, then disputes it as fraud", "fraudulent"),
        new("4000000000005423", "pm_card_createIssuerFraudRecord", "visa", "pays; its bank warns of fraud"),
    ];

    /// <summary>Cards that pay without being asked, one a country: its code, and the brand's number.</summary>
    private static readonly string[] Countries =
    [
        "us 4242424242424242", "ar 4000000320000021", "br 4000000760000002", "ca 4000001240000000", "cl 4000001520000001", "co 4000001700000003",
        "cr 4000001880000005", "ec 4000002180000000", "mx 4000004840008001", "pa 4000005910000000", "py 4000006000000066", "pe 4000006040000068",
        "uy 4000008580000003", "ae 4000007840000001", "ae_mastercard 5200007840000022", "at 4000000400000008", "be 4000000560000004", "bg 4000001000000000",
        "by 4000001120000005", "hr 4000001910000009", "cy 4000001960000008", "cz 4000002030000002", "dk 4000002080000001", "ee 4000002330000009",
        "fi 4000002460000001", "fr 4000002500000003", "de 4000002760000016", "gi 4000002920000005", "gr 4000003000000030", "hu 4000003480000005",
        "ie 4000003720000005", "it 4000003800000008", "lv 4000004280000005", "li 4000004380000004", "lt 4000004400000000", "lu 4000004420000006",
        "mt 4000004700000007", "nl 4000005280000002", "no 4000005780000007", "pl 4000006160000005", "pt 4000006200000007", "ro 4000006420000001",
        "si 4000007050000006", "sk 4000007030000001", "es 4000007240000007", "se 4000007520000008", "ch 4000007560000009", "gb 4000008260000000",
        "gb_debit 4000058260000005", "gb_mastercard 5555558265554449", "au 4000000360000006", "cn 4000001560000002", "hk 4000003440000004",
        "in 4000003560000008", "jp 4000003920000003", "my 4000004580000002", "nz 4000005540000008", "sg 4000007020000003", "tw 4000001580000008",
        "th_credit 4000007640000003", "th_debit 4000057640000008",
    ];

    public static readonly IReadOnlyList<TestCard> ByCountry =
    [
        .. Countries.Select(country => country.Split(' ')).Select(words => new TestCard(words[1], "pm_card_" + words[0], words[1][0] == '5' ? "mastercard" : "visa", Pays)),
        new("4000006820000007", "pm_card_sa", "visa", Pays) { ByNumberOnly = true },
        new("5062210000000009", "pm_card_mx_carnet", "carnet", Pays) { ByNumberOnly = true },
        new("3530111333300000", "pm_card_jp_jcb", "jcb", Pays) { ByNumberOnly = true },
    ];

    // Stripe's page names most of these with "visa_" in the middle; both are taken.
    private static TestCard Refused(string number, string name, string what, Decline decline) =>
        new(number, "pm_card_" + name, "visa", what, decline) { Also = "pm_card_visa_" + name };

    private static TestCard Disputed(string number, string name, string what, params string[] reasons) =>
        new(number, "pm_card_" + name, "visa", what) { DisputeReasons = reasons };
}
