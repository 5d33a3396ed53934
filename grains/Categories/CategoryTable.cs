using EventTicket.Catalogue;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Categories;

/// <summary>The categories and what PostgreSQL promises of them: one name, in any case, is one category.</summary>
internal sealed class CategoryTable(NpgsqlDataSource database, TimeProvider clock)
{
    public async Task<bool> Exists(Guid categoryId) =>
        (await database.Command("SELECT 1 FROM categories WHERE category_id = @id", ("id", categoryId)).Rows(_ => true)).Count > 0;

    /// <summary>Adds the category unless its id or name is there already, with a row in the record of admins' actions.</summary>
    /// <returns>What stands in the table under that id afterwards; null when the name belongs to another category.</returns>
    public async Task<Category?> Add(Guid categoryId, string name, Guid adminId)
    {
        // Of two that come at once, the second waits for the first to commit and then adds nothing.
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(With(
            """
            WITH added AS (INSERT INTO categories (category_id, name) VALUES (@id, @name) ON CONFLICT DO NOTHING RETURNING category_id)
            INSERT INTO admin_actions (at, admin_id, action, subject_id, operation, fingerprint)
            SELECT @now, @admin, 'category-added', category_id, 'category ' || category_id, '' FROM added
            """));
        batch.BatchCommands.Add(With("SELECT category_id, name FROM categories WHERE category_id = @id"));
        await using var reader = await batch.ExecuteReaderAsync();
        return (await reader.Rows(row => new Category(row.GetGuid(0), row.GetString(1)))).SingleOrDefault();

        NpgsqlBatchCommand With(string sql) => new(sql)
        {
            Parameters = { new("id", categoryId), new("name", name), new("admin", adminId), new("now", clock.GetUtcNow()) },
        };
    }
}
