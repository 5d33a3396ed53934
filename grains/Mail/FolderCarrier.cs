using System.Globalization;

namespace EventTicket.Mail;

/// <summary>Stands in for a mail server: every mail becomes a file that any mail program opens. They hold links with secrets, so only the owner may read them.</summary>
internal sealed class FolderCarrier(string folder, MailSettings settings) : ICarrier
{
    public const string Extension = ".eml";

    public async Task<Delivery> Carry(Parcel parcel, CancellationToken stop)
    {
        try
        {
            MakeFolder();
            // By their names, files stand in the order in which they were written.
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{parcel.At.UtcDateTime:yyyyMMdd'T'HHmmss'.'fff'Z'}-{parcel.MailId:N}{Extension}"));
            var draft = $"{file}.{Guid.NewGuid():N}";
            using (var message = MimeLetter.Of(parcel, settings))
            await using (var stream = new FileStream(draft, New()))
            {
                message.Prepare(MimeKit.EncodingConstraint.SevenBit);
                await message.WriteToAsync(stream, stop);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, file, overwrite: true);
            return Delivery.Taken;
        }
        catch (MimeKit.ParseException unreadable)
        {
            return Delivery.Never($"The address cannot be used: {unreadable.Message}");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return Delivery.NotNow($"The folder of mails: {failed.Message}");
        }
    }

    public Task Rest() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static FileStreamOptions New()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
