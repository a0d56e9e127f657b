package org.ovalogin.core.csv;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Columns of another system's CSV file.
///
/// @param columns names to look for, the first with a value counts; `First+Last` joins two
/// @param languages the system's own codes
public record CsvPreset(Map<BoxField, List<String>> columns, Map<String, String> languages) {
    public CsvPreset {
        columns = Map.copyOf(columns);
        languages = Map.copyOf(languages);
    }

    public static final CsvPreset ANY =
            of(
                    Map.ofEntries(
                            Map.entry(BoxField.EXTENSIONS, List.of("Extensions", "Extension")),
                            Map.entry(
                                    BoxField.IDENTITY,
                                    List.of("Identity", "PrimarySmtpAddress", "Email")),
                            Map.entry(BoxField.NOTIFY_ADDRESSES, List.of("NotifyAddresses")),
                            Map.entry(BoxField.ALIASES, List.of("Aliases", "Alias")),
                            Map.entry(BoxField.NAME, List.of("Name", "DisplayName")),
                            Map.entry(BoxField.LANGUAGE, List.of("Language")),
                            Map.entry(BoxField.TIME_ZONE, List.of("TimeZone")),
                            Map.entry(BoxField.PIN, List.of("Pin")),
                            Map.entry(BoxField.CONTEXT, List.of("Context"))));

    /// The bulk handler's export of extensions.
    public static final CsvPreset FREEPBX =
            of(
                    Map.of(
                            BoxField.EXTENSIONS, List.of("extension"),
                            BoxField.IDENTITY, List.of("voicemail_email"),
                            BoxField.NAME, List.of("name"),
                            BoxField.LANGUAGE, List.of("languages_language"),
                            BoxField.PIN, List.of("voicemail_vmpwd"),
                            BoxField.ASKS_PIN, List.of("voicemail_same_exten"),
                            BoxField.ENABLED, List.of("voicemail_enable"),
                            BoxField.OPTIONS, List.of("voicemail_options")));

    /// The output of `Get-UMMailbox | Export-Csv`.
    public static final CsvPreset EXCHANGE =
            of(
                    Map.of(
                            BoxField.EXTENSIONS, List.of("Extensions"),
                            BoxField.IDENTITY, List.of("PrimarySmtpAddress"),
                            BoxField.ALIASES, List.of("EmailAddresses"),
                            BoxField.NAME, List.of("DisplayName", "Name"),
                            BoxField.LANGUAGE, List.of("Language", "Languages"),
                            BoxField.PINLESS, List.of("PinlessAccessToVoiceMailEnabled"),
                            BoxField.ENABLED, List.of("UMEnabled")));

    /// Cisco Unity Connection's bulk administration tool; languages are Windows' numbers.
    public static final CsvPreset UNITY =
            new CsvPreset(
                    Map.of(
                            BoxField.EXTENSIONS, List.of("Extension"),
                            BoxField.IDENTITY, List.of("SMTPAddress", "SmtpProxyAddresses"),
                            BoxField.ALIASES, List.of("Alias"),
                            BoxField.NAME, List.of("DisplayName", "FirstName+LastName"),
                            BoxField.LANGUAGE, List.of("Language"),
                            BoxField.PIN, List.of("PIN")),
                    Map.of(
                            "1031", "de-DE",
                            "1033", "en-US",
                            "1034", "es-ES",
                            "1036", "fr-FR",
                            "1040", "it-IT",
                            "2057", "en-GB",
                            "2058", "es-MX",
                            "3082", "es-ES",
                            "3084", "fr-CA"));

    /// An export of the table `v_voicemails`.
    public static final CsvPreset FUSIONPBX =
            of(
                    Map.of(
                            BoxField.EXTENSIONS, List.of("voicemail_id"),
                            BoxField.IDENTITY, List.of("voicemail_mail_to"),
                            BoxField.NAME, List.of("voicemail_description"),
                            BoxField.PIN, List.of("voicemail_password"),
                            BoxField.ENABLED, List.of("voicemail_enabled")));

    public static final CsvPreset WAZO =
            of(
                    Map.of(
                            BoxField.EXTENSIONS, List.of("voicemail_number"),
                            BoxField.IDENTITY, List.of("voicemail_email"),
                            BoxField.NAME, List.of("voicemail_name"),
                            BoxField.LANGUAGE, List.of("language"),
                            BoxField.PIN, List.of("voicemail_password"),
                            BoxField.CONTEXT, List.of("voicemail_context"),
                            BoxField.ASKS_PIN, List.of("voicemail_ask_password")));

    private static CsvPreset of(Map<BoxField, List<String>> columns) {
        return new CsvPreset(columns, Map.of());
    }

    /// The preset with these columns for some fields.
    public CsvPreset mapped(Map<BoxField, String> map) {
        if (map.isEmpty()) return this;
        var all = new EnumMap<>(columns);
        map.forEach((field, column) -> all.put(field, List.of(column)));
        return new CsvPreset(Map.copyOf(all), languages);
    }

    List<String> of(BoxField field) {
        return columns.getOrDefault(field, List.of());
    }
}
