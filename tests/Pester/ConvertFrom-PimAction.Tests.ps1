# Reading what a button in the PIM sends.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimAction.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $null = Connect-TestSandbox $sandbox
    $products = Get-PimProduct -First 3
    $models = Get-PimProductModel -First 2

    function Get-Body($Data, $More = @{}) {
        $call = @{
            data      = $Data
            context   = @{ locale = 'en_US'; channel = 'ecommerce' }
            user      = @{ uuid = 'e05cc457-b8ac-43b1-baa7-c4c112091ad8'; username = 'julia'; groups = @('Manager', 'All') }
            timestamp = 1739948408
        }
        foreach ($name in $More.Keys) { $call[$name] = $More[$name] }
        ConvertTo-Json $call -Depth 5 -Compress
    }
    $body = Get-Body @{ productUuids = @($products.Uuid); productModelCodes = @($models.Code) }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'ConvertFrom-PimAction' {
    It 'makes an object of a body, text or bytes, by parameter and by pipe' {
        $made = ConvertFrom-PimAction $body
        $made.PSObject.TypeNames[0] | Should -Be PimPowerShell.Action
        $made.Position, $made.Locale, $made.Channel, $made.User, $made.UserUuid |
            Should -Be 'pim.product-grid.action-bar', en_US, ecommerce, julia, 'e05cc457-b8ac-43b1-baa7-c4c112091ad8'
        $made.ProductUuids | Should -Be $products.Uuid
        $made.ProductModelCodes | Should -Be $models.Code
        $made.Groups | Should -Be Manager, All
        $made.Timestamp.ToUnixTimeSeconds() | Should -Be 1739948408
        , [Text.Encoding]::UTF8.GetBytes($body) | ConvertFrom-PimAction | ConvertTo-Json | Should -Be ($body | ConvertFrom-PimAction | ConvertTo-Json)
    }

    It 'reads a body with a byte order mark, also in the data of a webhook' {
        [byte[]]$marked = @(0xEF, 0xBB, 0xBF) + [Text.Encoding]::UTF8.GetBytes($body)
        (ConvertFrom-PimAction $marked).ProductUuids | Should -Be $products.Uuid
        ([char]0xFEFF + $body | ConvertFrom-PimAction).ProductUuids | Should -Be $products.Uuid
        ([pscustomobject]@{ RequestBody = [char]0xFEFF + $body } | ConvertFrom-PimAction).ProductUuids | Should -Be $products.Uuid
        ([char]0xFEFF + (ConvertTo-Json @{ RequestBody = $body }) | ConvertFrom-PimAction).ProductUuids | Should -Be $products.Uuid
    }

    It 'reads groups in both shapes, and keeps what it does not know' {
        $made = ConvertFrom-PimAction (Get-Body @{} @{ user = @{ username = 'julia'; groups = @(@{ id = 7; name = 'Manager' }) }; context = @{ categories = @('a', 'b'); theme = 'dark' }; extra = @{ a = 1 } })
        $made.Position | Should -Be pim.product.index
        $made.Groups | Should -Be Manager
        $made.Categories | Should -Be a, b
        $made.Other['context.theme'] | Should -Be dark
        $made.Other['extra'].a | Should -Be 1
        $made.Other['user.groups'][0].id | Should -Be 7
    }

    It 'follows an action whatever its groups are' {
        $made = ConvertFrom-PimAction '{"data":{},"user":{"username":"julia","groups":[null,"A",{"id":1},1]},"timestamp":1739948408}'
        $made.User | Should -Be julia
        $made.Groups | Should -Be A
        $made.Other['user.groups'] | Should -HaveCount 4
        $made.Other['user.groups'][2].id | Should -Be 1
    }

    It 'takes the data of a webhook: an object, a table, and JSON as the test pane has it' {
        $data = [pscustomobject]@{ WebhookName = 'w'; RequestBody = $body; RequestHeader = [pscustomobject]@{ signature = 'x' } }
        foreach ($form in $data, @{ WebhookName = 'w'; RequestBody = $body }, (ConvertTo-Json $data), "{`"RequestBody`":$body}", ("{`"RequestBody`":$body}" | ConvertFrom-Json)) {
            (ConvertFrom-PimAction $form).ProductUuids | Should -Be $products.Uuid
        }
    }

    It 'takes a request of HttpListener and its context, and reads no more of it than it may' {
        $url = Get-FreeUrl
        Add-Type -AssemblyName System.Net.Http
        $listener = New-Object Net.HttpListener
        $listener.Prefixes.Add($url)
        $listener.Start()
        $client = New-Object Net.Http.HttpClient
        try {
            foreach ($size in 1000000, 100) {
                $answer = $client.PostAsync($url, (New-Object Net.Http.StringContent $body))
                $context = $listener.GetContext()
                $made = ConvertFrom-PimAction $context.Request -MaximumBodySize $size -ErrorAction SilentlyContinue -ErrorVariable failed
                $again = ConvertFrom-PimAction $context -MaximumBodySize $size -ErrorAction SilentlyContinue
                $context.Response.Close()
                $null = $answer.Result
                if ($size -eq 100) { "$failed" | Should -Match '100 are the most' } else { $made.ProductUuids + $again.ProductUuids | Should -Be ($products.Uuid + $products.Uuid) }
            }
        }
        finally {
            $client.Dispose()
            $listener.Close()
        }
    }

    It 'says what is wrong, and goes on' {
        $wrong = [ordered]@{
            'nonsense'                                                              = 'no JSON at line 1'
            ''                                                                      = 'is empty'
            '{"events":[]}'                                                         = 'is no action: it has no data'
            (Get-Body @{ productUuid = '../families' })                             = 'is no uuid'
            (Get-Body @{ productModelCodes = @(1..501 | ForEach-Object { "m$_" }) }) = 'brings 501 .* 500 are the most'
            (Get-Body @{} @{ timestamp = 'soon' })                                  = 'timestamp is no number'
        }
        $made = @($wrong.Keys) + $body | ConvertFrom-PimAction -ErrorAction SilentlyContinue -ErrorVariable failed
        @($made).Count | Should -Be 1
        $failed.Count | Should -Be $wrong.Count
        foreach ($i in 0..($wrong.Count - 1)) {
            "$($failed[$i])" | Should -Match @($wrong.Values)[$i]
            $failed[$i].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }
        { ConvertFrom-PimAction $null -ErrorAction Stop } | Should -Throw '*has to be the body*'
        { ConvertFrom-PimAction 42 -ErrorAction Stop } | Should -Throw '*Int32*'
        foreach ($parsed in ($body | ConvertFrom-Json), @{ data = @{}; timestamp = 1 }) {
            { $parsed | ConvertFrom-PimAction -ErrorAction Stop } | Should -Throw 'InputObject: has no RequestBody. Give the body as it came*not what ConvertFrom-Json*'
        }
        { ConvertFrom-PimAction $body -MaximumItem 2 -ErrorAction Stop } | Should -Throw '*2 are the most*'
    }

    It 'goes through the pipe to the cmdlets that read what it brings' {
        $action = ConvertFrom-PimAction $body
        ($action | Get-PimProduct).Uuid | Should -Be $products.Uuid
        ($action | Get-PimProductModel).Code | Should -Be $models.Code
        (Get-PimProduct $action -Attribute name).Uuid | Should -Be $products.Uuid
        ConvertFrom-PimAction (Get-Body @{}) | Get-PimProduct | Should -BeNullOrEmpty
        # as a file or the parameter of a job has it
        ($action | ConvertTo-Json -Depth 5 | ConvertFrom-Json | Get-PimProduct).Uuid | Should -Be $products.Uuid
        $seen = Measure-Request $sandbox { $action | Get-PimFamily -ErrorAction SilentlyContinue -ErrorVariable script:noFamily; $action | Remove-PimProduct -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable script:noRemoval }
        "$noFamily" | Should -Match 'no Family'
        "$noRemoval" | Should -Match 'An action is no item'
        { $action | Remove-PimProduct -WhatIf -ErrorAction Stop } | Should -Throw '*An action is no item*'
        $seen.Requests | Should -Be 0
    }
}

Describe 'Runbook action-webhook.ps1' {
    BeforeAll {
        $off = Get-PimProduct -First 2
        $off | Set-PimProduct -Enabled $false
        $now = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        $call = Get-Body @{ productUuids = @($off.Uuid); productModelCodes = @() } @{ timestamp = $now }
        $hmac = New-Object Security.Cryptography.HMACSHA512 (, [Text.Encoding]::UTF8.GetBytes('Sesame-42'))
        $signature = 'sha512=' + -join $hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($call)).ForEach('ToString', 'x2')

        # what Azure Automation has, and the runbook run as it runs there
        function Invoke-Runbook([string] $Sent, [string] $Header, [string] $Before = '', [string] $More = '') {
            $data = ConvertTo-Json @{ WebhookName = 'w'; RequestBody = $Sent; RequestHeader = @{ signature = $Header } } -Compress
            @"
function Get-AutomationPSCredential { param(`$Name) New-Object pscredential 'pim', (ConvertTo-SecureString 'Sesame-42' -AsPlainText -Force) }
function Get-AutomationConnection { param(`$Name) @{ url = '$($sandbox.Url)'; clientId = '$($sandbox.ClientId)'; secret = '$([Net.NetworkCredential]::new('', $sandbox.ClientSecret).Password)'; username = '$($sandbox.Credential.UserName)'; password = '$($sandbox.Credential.GetNetworkCredential().Password)' } }
`$env:PSModulePath = '$Repository/out' + [IO.Path]::PathSeparator + `$env:PSModulePath
$Before
& '$Repository/samples/runbooks/action-webhook.ps1' -WebhookData '$($data.Replace("'", "''"))' $More
"@ | Set-Content "$TestDrive/run.ps1"
            $output = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File "$TestDrive/run.ps1" 2>&1
            [pscustomobject]@{ Code = $LASTEXITCODE; Text = $output -join "`n" }
        }
    }

    It 'follows a call that is signed' {
        $run = Invoke-Runbook $call $signature
        $run.Text | Should -Match 'julia has sent 2 products'
        $run.Text | Should -Match '2 products were enabled'
        $run.Text | Should -Not -Match Sesame
        $run.Code | Should -Be 0
        (Get-PimProduct $off.Uuid).Enabled | Should -Be $true, $true
    }

    It 'fails where a product was not enabled, and counts none that it does not know of' {
        $off | Set-PimProduct -Enabled $false
        # what a server may do with some of many
        $run = Invoke-Runbook $call $signature @'
function Invoke-PimBulkUpsert {
    [CmdletBinding()] param([Parameter(ValueFromPipeline)] $InputObject)
    begin { $status = 'Failed', 'Unknown'; $number = 0 }
    process {
        Write-Error "not this one: $($status[$number])"
        [pscustomobject]@{ Status = $status[$number]; Message = "it is $($status[$number])" }
        $number++
    }
}
'@
        $run.Text | Should -Match '0 products were enabled'
        $run.Text | Should -Match '2 products were not enabled\. The first: it is Failed'
        $run.Code | Should -Be 1
    }

    It 'enables the others where one is gone, and fails' {
        $off | Set-PimProduct -Enabled $false
        $with = $call -replace '"productUuids":\[', "`"productUuids`":[`"$([guid]::NewGuid())`","
        $hash = 'sha512=' + -join $hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($with)).ForEach('ToString', 'x2')
        $run = Invoke-Runbook $with $hash
        $run.Text | Should -Match '2 products were enabled'
        $run.Text | Should -Match '1 products were not read'
        $run.Code | Should -Be 1
        (Get-PimProduct $off.Uuid).Enabled | Should -Be $true, $true
    }

    It 'takes an older call where it may be as old' {
        $old = $call -replace '"timestamp":\d+', "`"timestamp`":$($now - 1200)"
        $hash = 'sha512=' + -join $hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($old)).ForEach('ToString', 'x2')
        (Invoke-Runbook $old $hash).Text | Should -Match 'forged or too old'
        $run = Invoke-Runbook $old $hash -More "-MaximumAge 00:30:00 -Module '$Repository/out/PimPowerShell'"
        $run.Text | Should -Match 'julia has sent 2 products'
        $run.Code | Should -Be 0
    }

    It 'fails with a forged one, and follows nothing of it' {
        $run = Invoke-Runbook ($call -replace 'julia', 'peter') $signature
        $run.Text | Should -Match 'forged or too old'
        $run.Text | Should -Not -Match peter
        $run.Code | Should -Be 1
    }
}
